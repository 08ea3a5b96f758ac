import type { PlaceState } from '@lakehouse/contracts/api/pipeline.ts'
import type { JobReading, PartitionReading, TaskReading, TopicReading } from './reading.ts'

/** How a place does, and why, in words. */
export interface Judged {
  readonly state: PlaceState
  readonly detail: string
}

/** The producer writes a heartbeat to every partition each second. */
const SILENT_MS = 10_000
const STALLED_MS = 30_000
const HELD = 0.5
const LATE_CHECKPOINT_MS = 60_000
/** Records that take the usual rate longer than this to read are a backlog. */
const BACKLOG_SECONDS = 10

/** The partitions of a topic that nobody but the control plane has written to of late. */
export function silentPartitions({ partitions }: TopicReading, now: number): PartitionReading[] {
  return partitions.filter(({ writtenAt }) => now - writtenAt > SILENT_MS)
}

export function topicState(topic: TopicReading, now: number): Judged {
  const { partitions, rate } = topic
  const silent = silentPartitions(topic, now)
  const names = silent.map(({ partition }) => partition).join(', ')
  if (partitions.length > 0 && silent.length === partitions.length)
    return { state: 'stalled', detail: "nobody writes to any partition, not even the producer's heartbeats" }
  if (silent.length > 0)
    return { state: 'stalled', detail: `nobody writes to partition ${names}, not even the producer's heartbeats` }
  if (rate === null) return { state: 'unknown', detail: 'looked at only once so far' }
  return { state: 'ok', detail: `all ${partitions.length} partitions get records` }
}

export function taskState(task: TaskReading, jobState: string, now: number): Judged {
  if (jobState !== 'RUNNING') return { state: 'stalled', detail: `its job is ${jobState}` }
  if (task.watermark !== null && now - task.roseAt > STALLED_MS)
    return { state: 'stalled', detail: `its watermark has not risen for ${Math.round((now - task.roseAt) / 1000)} s` }
  if ((task.backPressured ?? 0) > HELD)
    return { state: 'slow', detail: `held up by what comes after it ${percent(task.backPressured)} of the time` }
  if (task.lag !== null && task.inRate !== null && task.lag > Math.max(1_000, task.inRate * BACKLOG_SECONDS))
    return { state: 'slow', detail: `${task.lag.toLocaleString('en')} records wait in Kafka` }
  if ((task.busy ?? 0) > 0.9) return { state: 'slow', detail: `busy ${percent(task.busy)} of the time: no reserve` }
  if (task.busy === null) return { state: 'unknown', detail: 'Flink has no figures of it yet' }
  if (task.inRate === 0 && task.kind !== 'source') return { state: 'idle', detail: 'nothing reaches it' }
  return { state: 'ok', detail: `busy ${percent(task.busy)} of the time` }
}

export function jobState(job: JobReading, now: number): Judged {
  if (job.state !== 'RUNNING') return { state: 'stalled', detail: `Flink says ${job.state}` }
  const since = now - Math.max(job.lastCheckpointAt ?? 0, job.startedAt)
  if (since > LATE_CHECKPOINT_MS)
    return { state: 'stalled', detail: `no checkpoint completed for ${Math.round(since / 1000)} s` }
  const tasks = job.tasks.map((task) => ({ task, ...taskState(task, job.state, now) }))
  const worst = tasks.find(({ state }) => state === 'stalled') ?? tasks.find(({ state }) => state === 'slow')
  if (worst !== undefined) return { state: worst.state, detail: `${worst.task.label}: ${worst.detail}` }
  return { state: 'ok', detail: `RUNNING, checkpoints take ${job.lastCheckpointMs ?? '–'} ms` }
}

function percent(share: number | null): string {
  return `${Math.round((share ?? 0) * 100)} %`
}
