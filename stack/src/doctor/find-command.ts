import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

const TIMEOUT_MS = 10_000

/** Where PATH finds this command, or undefined. */
export function findCommand(name: string, path: string): string | undefined {
  for (const folder of path.split(':').filter((part) => part !== '')) {
    const candidate = join(folder, name)
    try {
      accessSync(candidate, constants.X_OK)
      return candidate
    } catch {
      // Not there or not ours to run: the next folder of PATH may have it.
    }
  }
  return undefined
}

/** The first version-like number in what a command prints, or undefined when it fails. */
export function askVersion(command: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: TIMEOUT_MS })
  return status === 0 ? /\d+(\.\d+)+/.exec(stdout + stderr)?.[0] : undefined
}
