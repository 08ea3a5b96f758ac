import { z } from 'zod'
import { explain, Failure, UserError } from '../errors.ts'
import type { JobControl } from '../jobs/job-control.ts'
import type { RecordedOperation } from '../journal/journal.ts'
import { decodeRows } from '../queries/decode.ts'
import { withRetries } from './conflicts.ts'
import type { TablesContext } from './context.ts'
import { writingOf } from './described.ts'
import { readFiles } from './files.ts'
import { checkedLayout } from './layout-change.ts'
import { withTableLock } from './lock.ts'
import type { Asker } from './maintain.ts'
import { partitioningOf } from './metadata.ts'
import { withJobsStopped } from './stopped-jobs.ts'
import type { LoadedTable } from './table-catalog.ts'
import { calledAs, quoted, tableSql } from './table-name.ts'
import { textSql, trinoStatement } from './trino-file.ts'
import { writingJobs } from './writing-jobs.ts'

const DEADLINE_MS = 600_000
const LOCK_DEADLINE_MS = 120_000
/** Larger than any file: all of them are rewritten. */
const EVERY_FILE = '100TB'

const duplicateRows = z.tuple([z.object({ duplicates: z.string().transform(Number) })])

/** A change of layout that failed; the table has its former one again. */
class PutBack extends Failure {}

/**
 * Lays a table out anew, as one operation: its jobs stop with savepoints, because a running sink keeps the layout it was
 * started with; the layout is changed; where rows are replaced by key, all files are rewritten into it, because an
 * equality delete reaches only files of its own layout; the jobs go on. Reads go on all the time.
 * @throws {NotFound} @throws {UserError} before anything is touched.
 * @throws {Failure} when it did not come about; the former layout is back then, and the jobs run.
 */
export async function repartition(
  context: TablesContext,
  control: JobControl,
  called: string,
  wanted: readonly string[],
  asker: Asker,
  begun: (operation: number) => void = () => undefined,
): Promise<number> {
  const loaded = await context.catalog.load(called)
  const { writing, key } = writingOf(loaded.table, loaded.metadata)
  const former = partitioningOf(loaded.metadata.spec)
  const columns = loaded.metadata.columns.map(({ name }) => name)
  const layout = checkedLayout(wanted, { columns, key, writing })
  const byKey = writing === 'upsert'
  const settled = !byKey || (await inOneLayout(context, loaded))
  if (layout.join() === former.join() && settled) {
    throw new UserError(`${called} is laid out by ${spoken(layout)} already`, 'Nothing to do.')
  }
  const jobs = writingJobs(context.root, control.variables, loaded.table)
  return withTableLock(context.home, called, LOCK_DEADLINE_MS, async () => {
    const operation = context.journal.begin({
      kind: 'table.repartition',
      object: called,
      actor: asker.actor,
      source: asker.source,
      details: { former, layout, jobs: jobs.map(({ name }) => name) },
    })
    begun(operation.id)
    try {
      await withJobsStopped(control, jobs, operation, async () => {
        await change(context, operation, loaded, former, layout, byKey)
        if (key.length > 0 && byKey) await noDuplicates(context, operation, loaded, key, 'before the jobs go on')
      })
      if (byKey) await noDuplicates(context, operation, loaded, key, 'with the jobs running')
      operation.end('succeeded', `${called} is laid out by ${spoken(layout)}; before: ${spoken(former)}`)
      return operation.id
    } catch (error) {
      const action = error instanceof Failure || error instanceof UserError ? error.action : 'See the log.'
      operation.end(error instanceof PutBack ? 'rolled_back' : 'failed', explain(error), action)
      throw error
    }
  })
}

/** Changes the layout, and where rows are replaced by key, moves every file into it; or puts the former one back. */
async function change(
  context: TablesContext,
  operation: RecordedOperation,
  loaded: LoadedTable,
  former: readonly string[],
  layout: readonly string[],
  byKey: boolean,
): Promise<void> {
  await operation.step(
    'change the layout',
    () => setLayout(context, loaded, layout),
    () => `${spoken(former)} to ${spoken(layout)}`,
  )
  if (!byKey) return
  try {
    await operation.step('rewrite every file into it', () => rewriteAll(context, loaded))
    await operation.step(
      'verify that no file is left in the former layout',
      async () => {
        const fresh = await context.catalog.load(calledAs(loaded.table))
        const { parts } = await readFiles(context, fresh)
        const left = parts.filter((part) => !part.current || part.content !== 'data')
        if (left.length === 0) return parts
        const files = left.reduce((sum, part) => sum + part.files, 0)
        throw new Failure(
          `${files} files are still in ${left.map((part) => `${part.layout || '(none)'} ${part.content}`).join(', ')}`,
          'The former layout is put back. Try again; if it stays so, rewrite the table by hand.',
        )
      },
      (parts) => `${parts.reduce((sum, part) => sum + part.files, 0)} files in ${parts.length} partitions`,
    )
  } catch (cause) {
    await operation.step('put the former layout back', async () => {
      await setLayout(context, loaded, former)
      await rewriteAll(context, loaded)
    })
    throw new PutBack(`the layout was not changed: ${explain(cause)}`, 'Nothing is lost. Try again.', { cause })
  }
}

function setLayout(context: TablesContext, { table }: LoadedTable, layout: readonly string[]) {
  const statement = trinoStatement(context.root, 'maintenance/set_partitioning', {
    table: tableSql(table),
    partitioning: `ARRAY[${layout.map(textSql).join(', ')}]`,
  })
  return context.trino.query(statement, DEADLINE_MS)
}

function rewriteAll(context: TablesContext, { table }: LoadedTable) {
  const statement = trinoStatement(context.root, 'maintenance/optimize', {
    table: tableSql(table),
    below: textSql(EVERY_FILE),
  })
  return withRetries(() => context.trino.query(statement, DEADLINE_MS), context.progress)
}

/** Whether all files are in the current layout: not so when a change was cut off between its steps. */
async function inOneLayout(context: TablesContext, loaded: LoadedTable): Promise<boolean> {
  return (await readFiles(context, loaded)).parts.every((part) => part.current)
}

async function noDuplicates(
  context: TablesContext,
  operation: RecordedOperation,
  { table }: LoadedTable,
  key: readonly string[],
  when: string,
): Promise<void> {
  const statement = trinoStatement(context.root, 'maintenance/duplicate_keys', {
    table: tableSql(table),
    key: key.map(quoted).join(', '),
  })
  await operation.step(
    `verify that every key has one row, ${when}`,
    async () => {
      const [{ duplicates }] = duplicateRows.parse(decodeRows(await context.trino.query(statement, DEADLINE_MS)))
      if (duplicates === 0) return
      throw new Failure(
        `${duplicates} keys have more than one row`,
        'Roll the table back to the snapshot before this operation: npm run tables -- rollback',
      )
    },
    () => '0 duplicates',
  )
}

function spoken(layout: readonly string[]): string {
  return layout.length === 0 ? 'nothing (unpartitioned)' : layout.join(', ')
}
