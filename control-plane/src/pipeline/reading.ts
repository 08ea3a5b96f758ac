import type { PartHealth } from '@lakehouse/contracts/api/health.ts'
import type { SinkStatus } from './commit-ledger/judge.ts'

/** What one round of looking at the pipeline saw. Times are milliseconds since 1970, rates per second. */
export interface PartitionReading {
  readonly partition: number
  readonly end: bigint
  readonly rate: number | null
  /** When its end was last seen to move; when it was first seen, while it has not. */
  readonly movedAt: number
  /** When anybody but the control plane, which writes heartbeats, was last noticed to have written to it. */
  readonly writtenAt: number
}

export interface TopicReading {
  readonly name: string
  readonly rate: number | null
  readonly partitions: readonly PartitionReading[]
}

/** A partition as a source of a job sees it. */
export interface SplitReading {
  readonly topic: string
  readonly partition: number
  readonly lag: number | null
  readonly watermark: number | null
  /** When its watermark was last seen to rise. */
  readonly roseAt: number
}

export interface TaskReading {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly kind: 'source' | 'operator' | 'sink'
  readonly inputs: readonly string[]
  readonly topics: readonly string[]
  readonly tables: readonly string[]
  readonly parallelism: number
  readonly inRate: number | null
  readonly outRate: number | null
  /** Shares of the time since the figures before. */
  readonly busy: number | null
  readonly idle: number | null
  readonly backPressured: number | null
  readonly watermark: number | null
  readonly roseAt: number
  readonly lag: number | null
  readonly splits: readonly SplitReading[]
}

export interface JobReading {
  readonly name: string
  readonly id: string
  readonly state: string
  readonly startedAt: number
  readonly restarts: number | null
  readonly checkpointIntervalMs: number
  readonly lastCheckpointAt: number | null
  readonly lastCheckpointMs: number | null
  /** Why the newest checkpoint failed, when it did. */
  readonly checkpointFailure: string | null
  readonly tasks: readonly TaskReading[]
}

/** Something that could not be looked at in this round. */
export interface Blind {
  readonly what: 'kafka' | 'flink' | 'tables' | 'health' | `job ${string}`
  readonly cause: string
}

export interface Reading {
  readonly at: number
  readonly topics: readonly TopicReading[]
  readonly jobs: readonly JobReading[]
  /** Jobs that have a file and do not run, with the state Flink knows of. */
  readonly absent: readonly string[]
  readonly sinks: readonly SinkStatus[]
  readonly parts: readonly PartHealth[]
  readonly blind: readonly Blind[]
}
