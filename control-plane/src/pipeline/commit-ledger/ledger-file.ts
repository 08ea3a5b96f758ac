import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import { openDatabase } from '../../lib/database.ts'
import type { Checkpoint, Commit, Sink } from './judge.ts'

/** What is older is forgotten. */
const KEPT_MS = 24 * 60 * 60 * 1000

const runRow = z.object({ flink_job_id: z.string(), job: z.string(), started_at: z.number(), interval_ms: z.number() })
const sinkRow = z.object({ table_name: z.string(), kind: z.enum(['iceberg', 'jdbc']) })
const checkpointRow = z.object({
  id: z.number(),
  kind: z.enum(['checkpoint', 'savepoint']),
  triggered_at: z.number(),
  completed_at: z.number(),
})
const commitRow = z.object({ checkpoint_id: z.number(), snapshot_id: z.string(), committed_at: z.number() })

export interface Run {
  readonly id: string
  readonly job: string
  readonly startedAt: number
  readonly intervalMs: number
}

/** Checkpoints and commits as they were seen, in `LAKEHOUSE_HOME/control-plane/commit-ledger.db`. */
export class LedgerFile {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(home: string) {
    this.#database = openDatabase(join(home, 'control-plane', 'commit-ledger.db'), sql('schema'))
  }

  /** Writes down what one look saw; what is known already stays as it is. */
  add(
    run: Run,
    sinks: readonly Sink[],
    checkpoints: readonly Checkpoint[],
    commits: ReadonlyMap<string, readonly Commit[]>,
  ): void {
    this.#atOnce(() => {
      const { id, job, startedAt, intervalMs } = run
      this.#run('add_run', { id, job, started_at: startedAt, interval_ms: intervalMs })
      for (const [position, { table, kind }] of sinks.entries())
        this.#run('add_sink', { id, position, table_name: table, kind })
      for (const { id: checkpoint, kind, triggeredAt, completedAt } of checkpoints)
        this.#run('add_checkpoint', {
          job: id,
          id: checkpoint,
          kind,
          triggered_at: triggeredAt,
          completed_at: completedAt,
        })
      for (const [table, made] of commits) {
        for (const { checkpointId, snapshotId, committedAt } of made) {
          const row = { checkpoint_id: checkpointId, snapshot_id: snapshotId, committed_at: committedAt }
          this.#run('add_commit', { job: id, table_name: table, ...row })
        }
      }
    })
  }

  newestRun(job: string): Run | null {
    const row = this.#statement('newest_run').get({ job })
    if (row === undefined) return null
    const { flink_job_id: id, started_at: startedAt, interval_ms: intervalMs } = runRow.parse(row)
    return { id, job, startedAt, intervalMs }
  }

  sinks(run: string): Sink[] {
    const rows = this.#statement('sinks').all({ id: run })
    return rows.map((row) => sinkRow.parse(row)).map(({ table_name: table, kind }) => ({ table, kind }))
  }

  /** Newest first. */
  checkpoints(run: string, most: number): Checkpoint[] {
    const rows = this.#statement('checkpoints').all({ id: run, most })
    return rows.map((row) => {
      const { id, kind, triggered_at: triggeredAt, completed_at: completedAt } = checkpointRow.parse(row)
      return { id, kind, triggeredAt, completedAt }
    })
  }

  /** Newest first. */
  commits(run: string, table: string, most: number): Commit[] {
    const rows = this.#statement('commits').all({ id: run, table_name: table, most })
    return rows.map((row) => {
      const { checkpoint_id: checkpointId, snapshot_id: snapshotId, committed_at: committedAt } = commitRow.parse(row)
      return { checkpointId, snapshotId, committedAt }
    })
  }

  forgetOld(now: number): void {
    this.#run('forget_checkpoints', { before: now - KEPT_MS })
    this.#run('forget_commits', { before: now - KEPT_MS })
  }

  close(): void {
    this.#database.close()
  }

  #atOnce(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #run(name: string, values: Record<string, string | number>): void {
    this.#statement(name).run(values)
  }

  #statement(name: string): StatementSync {
    let statement = this.#statements.get(name)
    if (statement === undefined) {
      statement = this.#database.prepare(sql(name))
      this.#statements.set(name, statement)
    }
    return statement
  }
}

function sql(name: string): string {
  return readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
}
