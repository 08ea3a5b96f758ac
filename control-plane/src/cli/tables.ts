import { userInfo } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type MaintenanceAction, maintenanceAction, type TableSummary } from '@lakehouse/contracts/api/tables.ts'
import { Command, Option } from 'commander'
import { connectJobs } from '../connect.ts'
import { type ConnectedTables, connectTables } from '../connect-tables.ts'
import { Failure, UserError } from '../errors.ts'
import { calledAs } from '../tables/table-name.ts'
import { print, progress, runCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

interface Output {
  readonly json: boolean
}

const asker = () => ({ actor: userInfo().username, source: 'cli' }) as const

const program = new Command('npm run tables --').description('See and look after the Iceberg tables.')

command('list', 'every table: size, files, deletes, health, newest commit').action(async ({ json }: Output) =>
  withTables(async ({ tables }) => {
    const list = await tables.list()
    const head = ['table', 'rows', 'size', 'files', 'deletes', 'snapshots', 'health', 'newest commit', 'by', 'due']
    print(list, textTable(head, list.tables.map(row)), json)
  }),
)

command('show <table>', 'one table: health in parts, layouts, policy, newest maintenance').action(
  async (called: string, { json }: Output) =>
    withTables(async ({ tables }) => {
      const [detail, files] = await Promise.all([tables.detail(called), tables.files(called)])
      const { summary, layouts, runs, policy } = detail
      const parts = summary.health.parts.map(({ name, points, of, why }) => [name, `${points} of ${of}`, why])
      const places = files.parts.map((part) => [
        part.layout || '(none)',
        part.partition || '-',
        part.content,
        part.files,
        bytes(part.bytes),
        part.rows,
        part.small_files,
      ])
      const lines = [
        textTable(
          ['table', 'rows', 'size', 'files', 'deletes', 'snapshots', 'health', 'newest commit', 'by', 'due'],
          [row(summary)],
        ),
        textTable(['health', 'points', 'why'], parts),
        textTable(['layout', 'partition', 'content', 'files', 'size', 'rows', 'small'], places),
        `layouts: ${layouts.map((layout) => `${layout.partitioning.join(', ') || '(none)'}${layout.current ? ' (current)' : ''}`).join(' | ')}`,
        ...policy,
        textTable(
          ['maintenance', 'action', 'outcome', 'files', 'probe ms', 'CPU s'],
          runs
            .slice(0, 10)
            .map((run) => [
              run.started_at,
              run.action,
              run.outcome ?? 'under way',
              `${run.before?.data_files ?? '-'}+${run.before?.delete_files ?? '-'} to ${run.after?.data_files ?? '-'}+${run.after?.delete_files ?? '-'}`,
              `${run.probe_before_ms ?? '-'} to ${run.probe_after_ms ?? '-'}`,
              run.cpu_s,
            ]),
        ),
      ]
      print({ ...detail, files }, lines.join('\n\n'), json)
    }),
)

program
  .command('maintain')
  .description('rewrite, expire and tidy what the policy asks for, or the actions named')
  .argument('<table>', 'a table, or "all"')
  .addOption(new Option('--action <action...>', 'only these, due or not').choices(maintenanceAction.options))
  .option('--dry-run', 'say what would be done, and do nothing', false)
  .option('--json', 'print as JSON', false)
  .action(async (called: string, options: Output & { dryRun: boolean; action?: MaintenanceAction[] }) =>
    withTables(async (connected) => {
      const names = called === 'all' ? (await connected.context.catalog.tables()).map(calledAs) : [called]
      if (options.dryRun) return planned(connected, names, options)
      const results = []
      for (const name of names) {
        const { operation, runs } = await connected.maintenance.maintainTable(name, asker(), options.action)
        results.push({ table: name, operation, runs })
        if (!options.json) {
          const done = runs.map((run) => `${run.action} (${run.detail})`).join(', ')
          print(null, `${name}: ${operation === null ? 'nothing is due' : `operation ${operation}: ${done}`}`, false)
        }
      }
      if (options.json) print({ tables: results }, '', true)
    }),
  )

program
  .command('snapshots')
  .description('the versions of a table, newest first')
  .argument('<table>')
  .option('--limit <n>', 'at most so many', (text) => whole(text, '--limit'), 20)
  .option('--json', 'print as JSON', false)
  .action(async (called: string, { limit, json }: Output & { limit: number }) =>
    withTables(async ({ tables }) => {
      const timeline = await tables.snapshots(called, limit)
      const rows = timeline.snapshots.map((snapshot) => [
        snapshot.snapshot_id,
        snapshot.at,
        snapshot.by,
        snapshot.operation,
        snapshot.checkpoint_id,
        `+${snapshot.added_rows}`,
        `${snapshot.data_files}+${snapshot.delete_files}`,
        snapshot.held,
      ])
      const head = ['snapshot', 'committed', 'by', 'operation', 'checkpoint', 'rows', 'files', 'needed as']
      const footer = `${timeline.total} snapshots, back to ${timeline.earliest_at ?? '-'}`
      print(timeline, `${textTable(head, rows)}\n${footer}`, json)
    }),
  )

program
  .command('diff')
  .description('what changed from one snapshot to a later one')
  .argument('<table>')
  .argument('<from>', 'snapshot id')
  .argument('<to>', 'snapshot id')
  .option('--limit <n>', 'at most so many rows of each kind', (text) => whole(text, '--limit'), 10)
  .option('--json', 'print as JSON', false)
  .action(async (called: string, from: string, to: string, { limit, json }: Output & { limit: number }) =>
    withTables(async ({ tables }) => {
      const diff = await tables.diff(called, snapshot(from), snapshot(to), limit)
      const { added, removed, changed } = diff.counts
      const rows = diff.rows.map(({ change, before, after }) => [
        change,
        (before ?? []).join(' '),
        (after ?? []).join(' '),
      ])
      const text = `${added} rows added, ${removed} removed, ${changed} changed\n${textTable(['change', 'before', 'after'], rows)}`
      print(diff, text, json)
    }),
  )

program
  .command('rollback')
  .description('make an earlier snapshot the present; its jobs stop and go on')
  .argument('<table>')
  .argument('<snapshot>', 'snapshot id')
  .option('--yes', 'do it; without this, only say what would happen', false)
  .option('--json', 'print as JSON', false)
  .action(async (called: string, id: string, { yes, json }: Output & { yes: boolean }) =>
    withTables(async ({ tables, context }) => {
      const plan = await tables.planRollback(called, snapshot(id))
      if (!yes || plan.refused !== null) {
        const lines = plan.refused === null ? [...plan.consequences, 'To do it: add --yes'] : [plan.refused]
        return print(plan, lines.join('\n'), json)
      }
      for (const line of plan.consequences) progress(line)
      return ended(context, await tables.beginRollback(called, plan.to.snapshot_id, asker()), json)
    }),
  )

program
  .command('repartition')
  .description('lay a table out anew, for example: repartition iceberg_ride_events "bucket(ride_id, 8)"')
  .argument('<table>')
  .argument('<partitioning...>', 'transforms; "none" for no partitions')
  .option('--json', 'print as JSON', false)
  .action(async (called: string, given: string[], { json }: Output) =>
    withTables(async ({ tables, context }) => {
      const layout = given.length === 1 && given[0] === 'none' ? [] : given
      return ended(context, await tables.beginRepartition(called, layout, asker()), json)
    }),
  )

/** Waits for an operation to end and tells its steps as they come. @throws {Failure} when it failed. */
async function ended({ journal }: ConnectedTables['context'], id: number, json: boolean): Promise<void> {
  let told = 0
  while (true) {
    const operation = journal.read(id)
    const steps = operation?.steps.filter(({ outcome }) => outcome !== null) ?? []
    for (const { name, outcome, detail } of steps.slice(told))
      progress(`${name}: ${outcome}${detail ? `, ${detail}` : ''}`)
    told = steps.length
    if (operation?.outcome === 'succeeded') return print(operation, operation.summary ?? '', json)
    if (operation != null && operation.outcome !== null) {
      throw new Failure(
        operation.summary ?? `operation ${id} ${operation.outcome}`,
        operation.action ?? 'See the journal.',
      )
    }
    await sleep(500)
  }
}

function command(usage: string, description: string): Command {
  return program.command(usage).description(description).option('--json', 'print as JSON', false)
}

async function planned(
  { maintenance }: ConnectedTables,
  names: readonly string[],
  options: Output & { action?: MaintenanceAction[] },
) {
  const plans = []
  for (const name of names) plans.push(await maintenance.plan(name, options.action))
  const rows = plans.flatMap(({ table, actions }) =>
    actions.map((each) => [table, each.action, each.due ? 'due' : 'not due', each.would, each.refused ?? each.why]),
  )
  print({ tables: plans }, textTable(['table', 'action', '', 'would', 'why'], rows), options.json)
}

async function withTables(work: (connected: ConnectedTables) => Promise<void>): Promise<void> {
  const connected = connectTables(process.env, connectJobs(process.env, progress))
  try {
    await work(connected)
  } finally {
    await connected.close()
  }
}

function row(table: TableSummary): (string | number | null)[] {
  return [
    table.table,
    table.data_rows,
    bytes(table.bytes),
    table.data_files,
    table.delete_files,
    table.snapshots,
    table.health.score,
    table.newest_commit?.at ?? null,
    table.newest_commit?.by ?? null,
    table.due.map(({ action, waits }) => (waits === null ? action : `${action} (waits)`)).join(', ') || null,
  ]
}

/** `1.3 MB` */
function bytes(count: number): string {
  return count < 1_000_000 ? `${(count / 1000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`
}

function snapshot(text: string): string {
  if (/^\d{1,19}$/.test(text)) return text
  throw new UserError(`"${text}" is no snapshot id`, 'See: npm run tables -- snapshots TABLE')
}

function whole(text: string, name: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0 && value <= 1000) return value
  throw new UserError(`${name} must be a whole number from 1 to 1000, not "${text}"`, 'Correct it and try again.')
}

await runCommand(program)
