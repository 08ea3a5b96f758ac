import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure, Interrupted } from '../system/failure.ts'
import { identify } from '../system/process-identity.ts'
import { tryLock } from '../system/process-lock.ts'
import { formatDuration, type Progress } from '../system/progress.ts'
import type { ArtifactSet } from './artifact-set.ts'
import { type LockedFile, readLock } from './locked-file.ts'
import { describeFolder, type Mismatch, verifyFolder } from './verify.ts'

const OTHER_FETCH_TIMEOUT_MS = 40 * 60_000
const POLL_MS = 500
const BUILT = 'files'

export interface CacheContext {
  /** The cache's folder, shared by all clones. */
  readonly cache: string
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * The folder of a set, its content verified just now; fetched first when it is missing or differs.
 * Of several starts that need the same set one fetches, the others wait.
 * @throws {Failure} when what was fetched is not what is locked.
 * @throws {Interrupted} when the person asked to end.
 */
export async function ensureArtifacts(set: ArtifactSet, context: CacheContext): Promise<string> {
  const entry = entryOf(set, context.cache)
  const folder = join(entry, BUILT)
  if (await isIntact(set, entry, context)) return folder
  const release = await lockEntry(set, entry, context)
  try {
    if (await isIntact(set, entry, context)) return folder
    await fetchEntry(set, entry, context)
  } finally {
    release()
  }
  return folder
}

const entryOf = (set: ArtifactSet, cache: string) => join(cache, `${set.name}-${set.key}`)

/** Whether the set is in the cache; whether it is intact is found out when it is used. */
export function isCached(set: ArtifactSet, cache: string): boolean {
  return existsSync(entryOf(set, cache))
}

/** Verifies the entry; one that differs is reported with both hashes and deleted. */
async function isIntact(set: ArtifactSet, entry: string, { progress }: CacheContext): Promise<boolean> {
  if (!existsSync(entry)) return false
  const mismatches = await verifyFolder(join(entry, BUILT), set.files ?? recordedFiles(entry))
  if (mismatches.length === 0) return true
  progress.warn(set.name, `cache entry ${entry} is corrupt and is fetched again: ${describe(mismatches)}`)
  rmSync(entry, { recursive: true, force: true })
  return false
}

/** Fetches into a private folder, verifies, and puts the entry in place by one rename: it is whole or not there. */
async function fetchEntry(set: ArtifactSet, entry: string, context: CacheContext): Promise<void> {
  const started = Date.now()
  const workplace = makeWorkplace(context.cache, set.name)
  const draft = join(workplace, 'entry')
  context.progress.step(set.name, set.effort)
  try {
    mkdirSync(draft)
    const request = { folder: join(draft, BUILT), scratch: join(workplace, 'scratch'), signal: context.signal }
    mkdirSync(request.scratch)
    await set.fetch({ ...request, onLine: () => undefined })
    const found = await describeFolder(request.folder)
    if (found.length === 0) throw new Failure(`${set.name}: the tool ended well but left no file`)
    if (set.files !== undefined) {
      const mismatches = await verifyFolder(request.folder, set.files)
      if (mismatches.length > 0) {
        throw new Failure(
          `${set.name}: what was fetched is not what stack/artifacts/artifacts.lock.json pins: ${describe(mismatches)}`,
        )
      }
    }
    writeFileSync(recordFile(draft), JSON.stringify({ [set.name]: found }, null, 2))
    renameSync(draft, entry)
    context.progress.step(set.name, `in place after ${formatDuration(Date.now() - started)}`)
  } finally {
    rmSync(workplace, { recursive: true, force: true })
  }
}

const recordFile = (entry: string) => join(entry, 'files.json')

function recordedFiles(entry: string): readonly LockedFile[] {
  if (!existsSync(recordFile(entry))) return []
  return Object.values(readLock(recordFile(entry))).flat()
}

async function lockEntry(set: ArtifactSet, entry: string, context: CacheContext): Promise<() => void> {
  mkdirSync(context.cache, { recursive: true })
  const deadline = Date.now() + OTHER_FETCH_TIMEOUT_MS
  let told = false
  for (;;) {
    const lock = tryLock(`${entry}.lock`)
    if ('release' in lock) return lock.release
    if (!told) context.progress.step(set.name, `waiting: process ${lock.heldBy.pid} is fetching it`)
    told = true
    if (context.signal.aborted) throw new Interrupted(`waiting for ${set.name}`)
    if (Date.now() > deadline) {
      throw new Failure(
        `${set.name}: process ${lock.heldBy.pid} has been fetching it for ${formatDuration(OTHER_FETCH_TIMEOUT_MS)}; end it and start again`,
      )
    }
    await sleep(POLL_MS)
  }
}

/** A private folder in the cache, named after this process, so that what a killed process left can be told and deleted. */
function makeWorkplace(cache: string, name: string): string {
  const me = identify(process.pid)
  const workplace = join(cache, 'tmp', `${process.pid}-${me?.startTicks}-${name}`)
  rmSync(workplace, { recursive: true, force: true })
  mkdirSync(workplace, { recursive: true })
  return workplace
}

/** Deletes the private folders of processes that have ended. */
export function dropAbandonedWorkplaces(cache: string): void {
  const parent = join(cache, 'tmp')
  if (!existsSync(parent)) return
  for (const name of readdirSync(parent)) {
    const [pid, startTicks] = name.split('-')
    if (identify(Number(pid))?.startTicks !== startTicks) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

function describe(mismatches: readonly Mismatch[]): string {
  const shown = mismatches
    .slice(0, 3)
    .map(({ path, expected, found }) => `${path}: expected ${expected}, found ${found}`)
  const more = mismatches.length - shown.length
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '')
}
