import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * One process, told apart from a later one with the same pid: the kernel's start time (clock ticks since boot) and
 * the boot it belongs to never repeat together. Source: proc_pid_stat(5), field 22.
 */
export const processIdentity = z.object({ pid: z.int().positive(), startTicks: z.string(), bootId: z.string() })
export type ProcessIdentity = z.infer<typeof processIdentity>

export interface ProcessStat {
  readonly state: string
  readonly parentPid: number
  readonly startTicks: string
}

/** Fields of one `/proc/<pid>/stat` line. The name in parentheses may itself hold spaces and parentheses. */
export function parseStat(line: string): ProcessStat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', parentPid: Number(fields[1]), startTicks: fields[19] ?? '' }
}

/** What the kernel knows of `pid` now, or undefined when there is no such process. */
export function readStat(pid: number): ProcessStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

/** The identity of the process that has `pid` now, or undefined when there is none or it only waits to be reaped. */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = readStat(pid)
  if (stat === undefined || stat.state === 'Z') return undefined
  return { pid, startTicks: stat.startTicks, bootId: bootId() }
}

/** Whether exactly this process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = identify(identity.pid)
  return now !== undefined && now.startTicks === identity.startTicks && now.bootId === identity.bootId
}

/** Whether an error of a read under `/proc` says that the process has ended meanwhile. */
export function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ESRCH'
}

let boot: string | undefined
function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return boot
}
