import { readdirSync } from 'node:fs'
import { readStat } from './process-identity.ts'

/** The process and all its descendants, without the trees under `apart`. */
export function processTree(root: number, apart: ReadonlySet<number> = new Set()): readonly number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = readStat(Number(name))
    if (stat !== undefined) children.set(stat.parentPid, [...(children.get(stat.parentPid) ?? []), Number(name)])
  }
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []).filter((child) => !apart.has(child)))
  return tree
}
