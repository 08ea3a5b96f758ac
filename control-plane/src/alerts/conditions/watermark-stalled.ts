import type { JobReading, Reading, TaskReading } from '../../pipeline/reading.ts'
import { ago, type Condition } from '../condition.ts'

/** Flink tells its watermarks every 10 s; a healthy one rises with every record. */
const STALLED_MS = 30_000
/** A partition without a new record for this long is what holds a watermark. */
const STILL_MS = 10_000
const HELD = 0.5

/** No window closes and no join matches, while the job is green: its watermark stands still. */
export const watermarkStalled: Condition = {
  rule: 'watermark-stalled',
  forMs: 0,
  needs: ['flink', 'kafka'],
  *find(reading) {
    for (const job of reading.jobs) {
      if (job.state !== 'RUNNING') continue
      const stalled = job.tasks.filter((task) => task.watermark !== null && reading.at - task.roseAt > STALLED_MS)
      const first = stalled.find(({ kind }) => kind === 'source') ?? stalled[0]
      if (first === undefined) continue
      yield {
        key: job.name,
        severity: 'critical',
        object: job.name,
        job: job.name,
        title: `The watermark of ${job.name} stands still at ${first.label}`,
        cause: `It has not risen for ${ago(reading.at - first.roseAt)}, ${stalled.length === 1 ? 'in this task alone' : `in ${stalled.length} tasks`}. ${why(job, first, reading)}`,
        action: 'Windows and joins behind it wait. Repair what holds it back; nothing is lost, they catch up.',
        since: first.roseAt,
      }
    }
  },
}

/** Why a task's watermark does not rise: no data, back-pressure, or not reading. */
function why(job: JobReading, stalled: TaskReading, { topics, at }: Reading): string {
  const sources = sourcesOf(job, stalled)
  const ends = new Map(
    topics.flatMap(({ name, partitions }) =>
      partitions.map((partition) => [`${name}-${partition.partition}`, partition]),
    ),
  )
  for (const source of sources) {
    const held = source.splits.filter(({ roseAt }) => at - roseAt > STALLED_MS)
    const quiet = held.filter(({ topic, partition }) => {
      const end = ends.get(`${topic}-${partition}`)
      return end !== undefined && at - end.movedAt > STILL_MS
    })
    const names = (splits: typeof held) => splits.map(({ topic, partition }) => `${topic}-${partition}`).join(', ')
    if (quiet.length > 0)
      return `No data: ${names(quiet)} (source ${source.label}) gets no records, not even the control plane's heartbeats: does Kafka take records for it?`
    const behind = held.filter(({ lag }) => (lag ?? 0) > 0)
    if (behind.length > 0 && (source.backPressured ?? 0) > HELD)
      return `Back-pressure: ${names(behind)} wait to be read (source ${source.label}) because ${busiest(job)} keeps it from going on.`
    if (behind.length > 0)
      return `Not reading: ${names(behind)} have unread records (source ${source.label}), and nothing after it holds it up.`
    if (held.length > 0) return `Idle: ${names(held)} (source ${source.label}) is read to its end.`
  }
  if (job.tasks.some(({ backPressured }) => (backPressured ?? 0) > HELD))
    return `Back-pressure: ${busiest(job)} holds up what comes before it.`
  return 'Its sources go on: what is between them and this task does not pass watermarks on.'
}

/** The sources that a task depends on; itself, when it is one. */
function sourcesOf(job: JobReading, task: TaskReading): TaskReading[] {
  const found = new Map<string, TaskReading>()
  const look = (one: TaskReading) => {
    if (found.has(one.id)) return
    found.set(one.id, one)
    for (const id of one.inputs) {
      const input = job.tasks.find((candidate) => candidate.id === id)
      if (input !== undefined) look(input)
    }
  }
  look(task)
  return [...found.values()].filter(({ kind }) => kind === 'source')
}

function busiest({ tasks }: JobReading): string {
  const most = [...tasks].sort((a, b) => (b.busy ?? 0) - (a.busy ?? 0))[0]
  return most === undefined ? 'a later task' : `${most.label} (${Math.round((most.busy ?? 0) * 100)} % busy)`
}
