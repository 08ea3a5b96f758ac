import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { z } from 'zod'
import { openDatabase } from '../lib/database.ts'
import { type PlanGraph, planGraph } from './compatibility/plan-graph.ts'

const statement = z.object({ file: z.string(), line: z.int(), column: z.int(), text: z.string() })
const jobSpec = z.object({
  name: z.string(),
  question: z.string(),
  sql: z.string(),
  statements: z.array(statement).readonly(),
  settings: z.record(z.string(), z.string()),
  digest: z.string(),
})
const runRow = z.object({
  flink_job_id: z.string(),
  version: z.int(),
  started_at: z.string(),
  from_path: z.string().nullable(),
})
const savepointRow = z.object({
  id: z.int(),
  job: z.string(),
  path: z.string(),
  flink_job_id: z.string(),
  version: z.int().nullable(),
  checkpoint_id: z.int().nullable(),
  taken_at: z.string(),
  bytes: z.int().nullable(),
  operation: z.int().nullable(),
})

/** State from which a job can be started again. */
export interface RestorePoint {
  /** What `execution.state-recovery.path` takes. */
  readonly path: string
  readonly kind: 'savepoint' | 'checkpoint'
  /** ISO 8601, UTC. */
  readonly takenAt: string
  readonly jobId: string
}

/** A distinct text of a job. Its statements are kept as written, so no secret is in it. */
export interface RecordedVersion {
  readonly number: number
  readonly spec: JobSpec
  /** Null until it was planned. */
  readonly graph: PlanGraph | null
  readonly createdAt: string
  readonly lastStartedAt: string | null
  readonly starts: number
}

export type RecordedRun = z.infer<typeof runRow>
export type RecordedSavepoint = z.infer<typeof savepointRow>

export interface AddedSavepoint {
  readonly job: string
  readonly path: string
  readonly jobId: string
  readonly checkpointId: number | null
  readonly bytes: number | null
  readonly takenAt: string
  readonly operation: number | null
}

/**
 * What was submitted and saved under each job's name, in `LAKEHOUSE_HOME/control-plane/jobs.db`. It serves to go back
 * and to tell; what runs now is asked of Flink alone.
 */
export class JobRecords {
  readonly #database: DatabaseSync

  constructor(home: string) {
    this.#database = openDatabase(join(home, 'control-plane', 'jobs.db'), sql('schema'))
  }

  /** The version's number: that of the same text submitted before, or a new one. */
  keepVersion(spec: JobSpec): number {
    this.#run('keep_version', { job: spec.name, digest: spec.digest, spec: JSON.stringify(spec), at: now() })
    const kept = this.versionOf(spec.name, spec.digest)
    if (kept === null) throw new Error(`version ${spec.digest} of ${spec.name} was not kept`)
    return kept.number
  }

  /** Newest first. */
  versions(job: string): RecordedVersion[] {
    return this.#all('versions', { job }).map((row) => ({
      number: Number(row.number),
      spec: jobSpec.parse(JSON.parse(String(row.spec))),
      graph: row.graph === null ? null : planGraph.parse(JSON.parse(String(row.graph))),
      createdAt: String(row.created_at),
      lastStartedAt: row.last_started_at === null ? null : String(row.last_started_at),
      starts: Number(row.starts),
    }))
  }

  version(job: string, number: number): RecordedVersion | null {
    return this.versions(job).find((version) => version.number === number) ?? null
  }

  versionOf(job: string, digest: string | null): RecordedVersion | null {
    return this.versions(job).find(({ spec }) => spec.digest === digest) ?? null
  }

  keepGraph(spec: JobSpec, graph: PlanGraph): void {
    this.#run('keep_graph', { job: spec.name, digest: spec.digest, graph: JSON.stringify(graph) })
  }

  /** That a Flink job was started from this text. Telling it twice is telling it once. */
  addRun(spec: JobSpec, jobId: string, from: string | null, operation: number | null): void {
    const version = this.keepVersion(spec)
    const run = { flink_job_id: jobId, job: spec.name, version, at: now(), from_path: from, operation }
    this.#run('add_run', run)
  }

  /** Newest first. */
  runs(job: string): RecordedRun[] {
    return z.array(runRow).parse(this.#all('runs', { job }))
  }

  addSavepoint({ job, path, jobId, checkpointId, bytes, takenAt, operation }: AddedSavepoint): void {
    const row = { job, path, flink_job_id: jobId, checkpoint_id: checkpointId, at: takenAt, bytes, operation }
    this.#run('add_savepoint', row)
  }

  /** Those not deleted, newest first. */
  savepoints(job: string): RecordedSavepoint[] {
    return z.array(savepointRow).parse(this.#all('savepoints', { job }))
  }

  markDeleted(id: number): void {
    this.#run('mark_deleted', { id, at: now() })
  }

  close(): void {
    this.#database.close()
  }

  #all(query: string, parameters: Parameters) {
    return this.#database.prepare(sql(query)).all(parameters)
  }

  #run(query: string, parameters: Parameters): void {
    this.#database.prepare(sql(query)).run(parameters)
  }
}

type Parameters = Record<string, string | number | null>

function sql(name: string): string {
  return readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
}

function now(): string {
  return new Date().toISOString()
}
