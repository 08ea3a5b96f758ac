import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { processIdentity } from '../system/process-identity.ts'

/**
 * What is known of one service outside the launcher's memory: enough to show it and to stop it when the launcher is
 * gone. `process` is absent while the service is down.
 */
const serviceState = z.object({
  name: z.string(),
  phase: z.enum(['starting', 'ready', 'restarting', 'given up', 'stopped']),
  process: processIdentity.optional(),
  startedAt: z.iso.datetime(),
  restarts: z.int().nonnegative(),
  dependsOn: z.array(z.string()),
  ports: z.array(z.int()),
  shutdown: z.object({ signal: z.string().transform((name) => name as NodeJS.Signals), timeoutMs: z.int() }),
  log: z.string(),
  /** Why it ended last time, when it did. */
  lastEnd: z.string().optional(),
})
export type ServiceState = z.infer<typeof serviceState>

const folderOf = (home: string) => join(home, 'run', 'services')

export function writeState(home: string, state: ServiceState): void {
  mkdirSync(folderOf(home), { recursive: true, mode: 0o700 })
  const file = join(folderOf(home), `${state.name}.json`)
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export function removeState(home: string, name: string): void {
  rmSync(join(folderOf(home), `${name}.json`), { force: true })
}

/** The state of every service that has one at `home`. */
export function readStates(home: string): readonly ServiceState[] {
  let names: string[]
  try {
    names = readdirSync(folderOf(home))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => serviceState.parse(JSON.parse(readFileSync(join(folderOf(home), name), 'utf8'))))
}
