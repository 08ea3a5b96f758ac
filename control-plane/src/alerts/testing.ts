import type { SinkStatus } from '../pipeline/commit-ledger/judge.ts'
import type { JobReading, Reading, SplitReading, TaskReading } from '../pipeline/reading.ts'

/** A moment that tests count from. */
export const T0 = Date.parse('2026-01-01T12:00:00Z')

/** A pipeline in which all is well, or is not where a test says so. */
export function reading(at: number, changed: Partial<Reading> = {}): Reading {
  const partitions = [0, 1].map((partition) => ({
    partition,
    end: 100n,
    rate: 10,
    movedAt: at - 1_000,
    writtenAt: at - 1_000,
  }))
  return {
    at,
    topics: [{ name: 'ride_events', rate: 20, partitions }],
    jobs: [job(at)],
    absent: [],
    sinks: [],
    parts: [{ name: 'kafka', state: 'up', detail: 'fine', latency_ms: 1 }],
    blind: [],
    ...changed,
  }
}

export function split(at: number, partition: number, changed: Partial<SplitReading> = {}): SplitReading {
  return { topic: 'ride_events', partition, lag: 0, watermark: at - 6_000, roseAt: at - 1_000, ...changed }
}

export function task(at: number, changed: Partial<TaskReading> = {}): TaskReading {
  return {
    id: 'source',
    name: 'Source: ride_event_records[1]',
    label: 'ride_event_records',
    kind: 'source',
    inputs: [],
    topics: ['ride_events'],
    tables: [],
    parallelism: 2,
    inRate: 20,
    outRate: 20,
    busy: 0.2,
    idle: 0.8,
    backPressured: 0,
    watermark: at - 6_000,
    roseAt: at - 1_000,
    lag: 0,
    splits: [split(at, 0), split(at, 1)],
    ...changed,
  }
}

export function job(at: number, changed: Partial<JobReading> = {}): JobReading {
  return {
    name: 'rides',
    id: 'j1',
    state: 'RUNNING',
    startedAt: at - 3_600_000,
    restarts: 0,
    checkpointIntervalMs: 2_000,
    lastCheckpointAt: at - 2_000,
    lastCheckpointMs: 300,
    checkpointFailure: null,
    tasks: [
      task(at),
      task(at, {
        id: 'join',
        label: 'Interval join',
        kind: 'operator',
        inputs: ['source'],
        splits: [],
        lag: null,
        topics: [],
        busy: 0.95,
      }),
    ],
    ...changed,
  }
}

export function sink(at: number, changed: Partial<SinkStatus> = {}): SinkStatus {
  return {
    job: 'rides',
    jobId: 'j1',
    table: 'iceberg_ride_events',
    kind: 'iceberg',
    state: 'committed',
    waiting: null,
    newestCommit: { checkpointId: 40, snapshotId: '1', committedAt: at - 1_000 },
    allowanceMs: 50_000,
    commitMs: 700,
    ...changed,
  }
}
