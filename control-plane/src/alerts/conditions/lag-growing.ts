import type { Reading } from '../../pipeline/reading.ts'
import { ago, type Condition, type Trouble } from '../condition.ts'

/** Less than this is a moment's work. */
const LEAST_RECORDS = 5_000
const OVER_MS = 60_000
/** Grown by half over that time. */
const GROWN = 1.5

interface Look {
  readonly at: number
  readonly lag: number
}

/** A source falls behind its topics, further and further. Remembers its lag, so each watchdog needs one of its own. */
export function lagGrowing(): Condition {
  const seen = new Map<string, Look[]>()
  return { rule: 'lag-growing', forMs: 20_000, needs: ['flink', 'kafka'], find: (reading) => find(reading, seen) }
}

function* find({ jobs, at }: Reading, seen: Map<string, Look[]>): Iterable<Trouble> {
  for (const job of jobs) {
    for (const source of job.tasks) {
      if (source.lag === null) continue
      const key = `${job.id} ${source.id}`
      const looks = [
        ...(seen.get(key) ?? []).filter((look) => at - look.at <= OVER_MS + 10_000),
        { at, lag: source.lag },
      ]
      seen.set(key, looks)
      const before = looks[0]
      if (before === undefined || at - before.at < OVER_MS) continue
      if (source.lag < LEAST_RECORDS || source.lag < before.lag * GROWN) continue
      const busiest = [...job.tasks].sort((a, b) => (b.busy ?? 0) - (a.busy ?? 0))[0]
      const perSecond = Math.round((source.lag - before.lag) / ((at - before.at) / 1000))
      yield {
        key: `${job.name} ${source.label}`,
        severity: 'warning',
        object: job.name,
        job: job.name,
        title: `${job.name} falls behind ${source.topics.join(', ')}`,
        cause: `${source.lag.toLocaleString('en')} records are not read, ${perSecond.toLocaleString('en')} more each second over the last ${ago(at - before.at)}.${
          busiest === undefined ? '' : ` ${busiest.label} is ${Math.round((busiest.busy ?? 0) * 100)} % busy.`
        }`,
        action: `Give the job more parallelism (npm run jobs -- scale ${job.name} N), or ease its busiest task; until then everything it writes is late`,
      }
    }
  }
}
