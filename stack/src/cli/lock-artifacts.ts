import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Download, downloads, lockFile } from '../artifacts/catalogue.ts'
import type { ArtifactLock } from '../artifacts/locked-file.ts'
import { describeFolder } from '../artifacts/verify.ts'
import { progressOn } from '../system/progress.ts'

// Fetches every downloaded set afresh from the pinned versions and writes its hashes to the lock. Run it after a change
// of a version in stack/artifacts, and read the difference before committing it.
const progress = progressOn(process.stderr)
const scratch = mkdtempSync(join(tmpdir(), 'lock-artifacts-'))
const lock: ArtifactLock = {}
try {
  for (const name of Object.keys(downloads) as Download[]) {
    progress.step(name, 'fetching')
    const folder = join(scratch, name)
    await downloads[name]({ folder, scratch, signal: new AbortController().signal, onLine: () => undefined })
    lock[name] = await describeFolder(folder)
    progress.step(name, `${lock[name].length} files`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
writeFileSync(lockFile, `${JSON.stringify(lock, null, 1)}\n`)
progress.step('lock', `written to ${lockFile}`)
