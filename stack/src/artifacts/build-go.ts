import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../system/run-tool.ts'
import type { Fetch } from './artifact-set.ts'

const TIMEOUT_MS = 30 * 60_000

/**
 * Builds the command of the Go module named in `packageFile` (`path@version`). Go verifies every module against its
 * checksum database; module and build caches live in `scratch`, so that nothing is left in the user's.
 */
export function buildGo(packageFile: string): Fetch {
  return async ({ folder, scratch, signal, onLine }) => {
    const env = {
      GOBIN: folder,
      GOPATH: join(scratch, 'go'),
      GOCACHE: join(scratch, 'go-build'),
      // Module folders are read-only by default, and then cannot be deleted with the rest of `scratch`.
      GOFLAGS: `${process.env.GOFLAGS ?? ''} -modcacherw -trimpath`.trim(),
      CGO_ENABLED: '0',
    }
    const module = readFileSync(packageFile, 'utf8').trim()
    await runTool('go', ['install', '-ldflags=-s -w', module], { env, signal, timeoutMs: TIMEOUT_MS, onLine })
  }
}
