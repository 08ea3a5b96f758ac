import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { identify, isAlive, processIdentity } from './process-identity.ts'

const owner = processIdentity.extend({ since: z.iso.datetime() })
export type LockOwner = z.infer<typeof owner>

export type LockResult = { readonly release: () => void } | { readonly heldBy: LockOwner }

/**
 * Takes the lock `file` for this process, or tells who holds it. A lock whose owner has ended is taken over.
 * Made with link(2), which fails when the name exists, so of two processes one wins.
 */
export function tryLock(file: string): LockResult {
  const me = identify(process.pid)
  if (me === undefined) throw new Error('this process is not listed in /proc: a Linux with /proc mounted is needed')
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ ...me, since: new Date().toISOString() }), { mode: 0o600 })
  try {
    for (;;) {
      try {
        linkSync(draft, file)
        return { release: () => rmSync(file, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const heldBy = lockOwner(file)
      if (heldBy !== undefined) return { heldBy }
      discardStale(file)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The living owner of the lock `file`, or undefined when nobody holds it. */
export function lockOwner(file: string): LockOwner | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const found = owner.parse(JSON.parse(text))
  return isAlive(found) ? found : undefined
}

/** Moves a dead owner's lock aside; should a living one have taken it in between, its lock is put back. */
function discardStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (lockOwner(aside) === undefined) rmSync(aside, { force: true })
  else renameSync(aside, file)
}
