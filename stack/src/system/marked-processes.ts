import { readdirSync, readFileSync } from 'node:fs'
import { identify, isGone, type ProcessIdentity, readStat } from './process-identity.ts'

const MARK = 'LAKEHOUSE_SUPERVISED_FOR'

/** Environment that marks a child, and whatever it starts, as part of the stack at `home`. */
export function markAsPartOf(home: string): Record<string, string> {
  return { [MARK]: home }
}

/**
 * Every living process marked as part of the stack at `home`, except this one and those it descends from.
 * Finds what no pid file names: a child of a download, a process started in the instant in which the launcher died.
 */
export function findMarked(home: string): readonly ProcessIdentity[] {
  const ancestors = ancestorsOf(process.pid)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && !ancestors.has(Number(name)) && isMarked(name, home))
    .map((name) => identify(Number(name)))
    .filter((identity) => identity !== undefined)
}

function isMarked(pid: string, home: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARK}=${home}`)
  } catch (error) {
    if (isGone(error) || (error as NodeJS.ErrnoException).code === 'EACCES') return false
    throw error
  }
}

function ancestorsOf(pid: number): Set<number> {
  const ancestors = new Set<number>()
  for (let at = pid; at > 0 && !ancestors.has(at); at = readStat(at)?.parentPid ?? 0) ancestors.add(at)
  return ancestors
}
