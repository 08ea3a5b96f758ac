import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What the launcher tells other commands about itself; who it is stands in its lock. */
const launcherState = z.object({
  phase: z.enum(['starting', 'live', 'incomplete', 'stopping']),
  /** What a person opens in a browser. */
  url: z.string(),
  /** Why the stack is incomplete, when it is. */
  problem: z.string().optional(),
})
export type LauncherState = z.infer<typeof launcherState>

const runFolder = (home: string) => join(home, 'run')
const stateFile = (home: string) => join(runFolder(home), 'launcher.json')

/** The lock that the one launcher of a stack holds. */
export function launcherLock(home: string): string {
  mkdirSync(runFolder(home), { recursive: true, mode: 0o700 })
  return join(runFolder(home), 'launcher.lock')
}

/** What a launcher in the background wrote for people to read. */
export function launcherLog(home: string): string {
  return join(home, 'logs', 'launcher.log')
}

export function writeLauncherState(home: string, state: LauncherState): void {
  const file = stateFile(home)
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export function removeLauncherState(home: string): void {
  rmSync(stateFile(home), { force: true })
}

export function readLauncherState(home: string): LauncherState | undefined {
  try {
    return launcherState.parse(JSON.parse(readFileSync(stateFile(home), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
