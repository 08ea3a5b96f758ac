import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { z } from 'zod'

const STATUS_TIMEOUT_MS = 30_000

const status = z.object({
  launcher: z.object({ pid: z.int() }).nullable(),
  services: z.array(z.object({ name: z.string(), state: z.string(), pid: z.int().nullable() })),
})
export type StackStatus = z.infer<typeof status>

/**
 * What `npm run status` says, which is where a person would look for a process to kill.
 * @throws {Error} when the command gives no status.
 */
export function readStatus(): Promise<StackStatus> {
  const args = [join(projectRoot, 'stack', 'src', 'cli', 'status.ts'), '--json']
  return new Promise((resolve, reject) => {
    // Its exit code is 1 while any part is down, which in a drill is an answer and no failure.
    execFile(process.execPath, args, { timeout: STATUS_TIMEOUT_MS }, (error, stdout, stderr) => {
      const parsed = status.safeParse(stdout === '' ? undefined : JSON.parse(stdout))
      if (parsed.success) resolve(parsed.data)
      else reject(new Error(`"npm run status -- --json" gave no status: ${stderr || error?.message}`))
    })
  })
}

/** Process id of a service; null while it is down. @throws {Error} when the stack has no such service. */
export function pidOf({ services }: StackStatus, name: string): number | null {
  const service = services.find((candidate) => candidate.name === name)
  if (service !== undefined) return service.pid
  throw new Error(`"npm run status" names no ${name}: is the whole stack started? ("npm start")`)
}

/** A process and all that descend from it, as the kernel lists them now; empty when it has ended. */
export function processTree(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const child = Number(name)
    const parent = Number.isInteger(child) ? parentOf(child) : null
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), child])
  }
  if (parentOf(pid) === null) return []
  const tree = [pid]
  for (const member of tree) tree.push(...(children.get(member) ?? []))
  return tree
}

/** Null when there is no such process (any more). */
function parentOf(pid: number): number | null {
  try {
    // The command, in parentheses, may hold any character; after it come the state and the parent.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return null
    throw error
  }
}
