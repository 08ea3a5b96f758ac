/** What a job should be (its files) and what it is (Flink's answer): two types, never one. */

/** Desired state: one `flink/jobs/<name>.sql` over the prelude. */
export interface JobSpec {
  readonly name: string
  readonly question: string
  /** The job's own file, as written. */
  readonly sql: string
  /** Statements of the prelude, in order, then the one that starts the job. */
  readonly statements: readonly SqlStatement[]
  /** Settings sent with the statement that starts the job. */
  readonly settings: Readonly<Record<string, string>>
  /** SHA-256 over everything that decides what runs; equal digests need no submit. */
  readonly digest: string
}

/** One SQL statement and where a person finds it. */
export interface SqlStatement {
  readonly file: string
  /** First line of the statement in `file`, from 1. */
  readonly line: number
  /** First column of the statement in that line, from 1. */
  readonly column: number
  /** As written: template variables are replaced only when the statement is sent, so a spec holds no secret. */
  readonly text: string
}

/** Flink's job states and whether a job in it can still change by itself. Source: Flink `JobStatus`. */
export const flinkJobStates = {
  INITIALIZING: { terminal: false },
  CREATED: { terminal: false },
  RUNNING: { terminal: false },
  FAILING: { terminal: false },
  RESTARTING: { terminal: false },
  CANCELLING: { terminal: false },
  RECONCILING: { terminal: false },
  SUSPENDED: { terminal: false },
  FAILED: { terminal: true },
  CANCELED: { terminal: true },
  FINISHED: { terminal: true },
} as const
export type FlinkJobState = keyof typeof flinkJobStates

/** Observed state: what Flink's REST API says of the job with this name. */
export interface JobStatus {
  readonly id: string
  readonly name: string
  readonly state: FlinkJobState
  readonly startedAt: Date
}
