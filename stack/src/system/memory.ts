import { readFileSync } from 'node:fs'
import { isGone } from './process-identity.ts'
import { processTree } from './process-tree.ts'

/** PSS of one `/proc/<pid>/smaps_rollup`, bytes. Source: proc_pid_smaps(5): shared pages count in equal parts. */
export function parsePss(rollup: string): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]
  return kilobytes === undefined ? 0 : Number(kilobytes) * 1024
}

/**
 * Sum of PSS over a process and all its descendants, without the trees under `apart`, bytes; processes that end
 * meanwhile count as 0.
 */
export function treePss(root: number, apart: ReadonlySet<number> = new Set()): number {
  return processTree(root, apart).reduce((sum, pid) => sum + pssOf(pid), 0)
}

function pssOf(pid: number): number {
  try {
    return parsePss(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
  } catch (error) {
    if (isGone(error)) return 0
    throw error
  }
}
