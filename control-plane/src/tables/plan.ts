import { type MaintenanceAction, maintenanceActions, type PlannedAction } from '@lakehouse/contracts/api/tables.ts'
import { decodeTextRows } from '../queries/decode.ts'
import type { TablesContext } from './context.ts'
import { dueActions, expirable } from './due.ts'
import { type CountedFiles, readFiles } from './files.ts'
import { countIn, type Snapshot } from './metadata.ts'
import type { ObservedTable } from './observe.ts'
import { duration } from './policy.ts'
import { planRewrite } from './rewrite.ts'
import { objectOf } from './table-catalog.ts'
import { tableSql } from './table-name.ts'
import { trinoStatement } from './trino-file.ts'

const DEADLINE_MS = 60_000
/** More objects than this are not listed for a plan; the plan then says so. */
const MOST_OBJECTS = 50_000

type Estimate = Pick<PlannedAction, 'would' | 'files' | 'bytes' | 'refused'>

/** What each of these actions would do now. Changes nothing. @throws {Failure} when Trino does not answer. */
export async function planActions(
  context: TablesContext,
  observed: ObservedTable,
  wanted: readonly MaintenanceAction[] = maintenanceActions,
): Promise<PlannedAction[]> {
  const { parts, manifests } = await readFiles(context, observed.loaded)
  const due = dueActions({ ...observed, manifests })
  const planned: PlannedAction[] = []
  for (const action of wanted) {
    const asked = due.find((each) => each.action === action)
    const why = asked === undefined ? 'not due' : asked.waits === null ? asked.why : `${asked.why}; ${asked.waits}`
    const estimate = await estimateOf(context, observed, action, parts, manifests)
    planned.push({ action, due: asked !== undefined && asked.waits === null, why, ...estimate })
  }
  return planned
}

async function estimateOf(
  context: TablesContext,
  observed: ObservedTable,
  action: MaintenanceAction,
  parts: readonly CountedFiles[],
  manifests: number,
): Promise<Estimate> {
  switch (action) {
    case 'optimize': {
      const rewrites = observed.runs.filter((run) => run.action === 'optimize' && run.outcome === 'done').length
      const { dataFiles, deleteFiles, bytes } = planRewrite(parts, observed.policy, rewrites)
      const files = dataFiles + deleteFiles
      const deletes = deleteFiles === 0 ? '' : ` (${deleteFiles} of them delete files)`
      return estimate(files === 0 ? 'nothing to rewrite' : `would rewrite ${files} files${deletes}`, files, bytes)
    }
    case 'optimize_manifests':
      return estimate(manifests < 2 ? 'nothing to group' : `would rewrite ${manifests} manifests`, manifests, 0)
    case 'expire_snapshots':
      return expiryEstimate(observed)
    case 'remove_orphan_files':
      return orphanEstimate(context, observed)
  }
}

function estimate(would: string, files: number, bytes: number): Estimate {
  return { would: bytes > 0 ? `${would}, ${megabytes(bytes)}` : would, files, bytes, refused: null }
}

function expiryEstimate(observed: ObservedTable): Estimate {
  const { stamps, state, policy } = observed
  if (stamps === null) {
    return { ...estimate('nothing', 0, 0), refused: 'Flink does not say which jobs run, so no snapshot may go.' }
  }
  const retention = duration(policy.expire_snapshots.retention_seconds)
  const going = expirable(observed)
  const next = state.snapshots[going.length]
  if (going.length === 0 || next === undefined) return estimate(`no snapshot is older than ${retention}`, 0, 0)
  const ids = new Set(going.map(({ id }) => id))
  const carried = stamps.filter(({ snapshot }) => ids.has(snapshot.id)).map(({ why }) => why)
  const gone = replacedBy([...going.slice(1), next])
  const files = gone.reduce((sum, snapshot) => sum + removedFiles(snapshot), 0)
  const bytes = gone.reduce((sum, snapshot) => sum + countIn(snapshot, 'removed-files-size'), 0)
  const first = carried.length === 0 ? '' : `, after carrying forward the newest commit of ${carried.join(', ')}`
  return estimate(`would forget ${going.length} snapshots and ${files} files that only they use${first}`, files, bytes)
}

/** What a snapshot replaced goes with the snapshot before it. */
const replacedBy = (snapshots: readonly Snapshot[]) => snapshots.filter((snapshot) => removedFiles(snapshot) > 0)
const removedFiles = (snapshot: Snapshot) =>
  countIn(snapshot, 'deleted-data-files') + countIn(snapshot, 'removed-delete-files')

async function orphanEstimate(context: TablesContext, { loaded, policy }: ObservedTable): Promise<Estimate> {
  const { bucket, key } = objectOf(loaded.metadata.location)
  const objects = await context.objects.list(bucket, `${key}/data/`, MOST_OBJECTS, DEADLINE_MS)
  const before = Date.now() - policy.remove_orphan_files.retention_seconds * 1000
  const old = objects.filter(({ modifiedAt }) => modifiedAt.getTime() < before)
  if (old.length === 0)
    return estimate(`no file is older than ${duration(policy.remove_orphan_files.retention_seconds)}`, 0, 0)
  const known = new Set<string>()
  const statement = trinoStatement(context.root, 'maintenance/known_files', {
    entries: tableSql(loaded.table, '$all_entries'),
  })
  for (const [file] of decodeTextRows(await context.trino.query(statement, DEADLINE_MS))) {
    if (file !== null && file !== undefined) known.add(objectOf(file).key)
  }
  const orphans = old.filter((object) => !known.has(object.key))
  const bytes = orphans.reduce((sum, object) => sum + object.bytes, 0)
  const more = objects.length >= MOST_OBJECTS ? `, of the first ${MOST_OBJECTS} looked at` : ''
  return estimate(`would delete ${orphans.length} data files that no snapshot knows${more}`, orphans.length, bytes)
}

/** `12.3 MB` */
function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
