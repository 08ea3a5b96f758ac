import type { RunSummary } from '@lakehouse/contracts/api/tasks.ts'

/** How far back the timeline looks, milliseconds. */
export const spans = { '1h': 3_600_000, '6h': 21_600_000, '24h': 86_400_000 } as const
export type Span = keyof typeof spans
export const spanNames = Object.keys(spans) as readonly Span[]

interface Bar {
  readonly run: RunSummary
  /** Percent of the timeline's width. */
  readonly left: number
  readonly width: number
}

export interface Lane {
  readonly task: string
  readonly bars: readonly Bar[]
}

/** One lane per task that ran within the span, in the order of `tasks`; runs that wait stand where they were asked for. */
export function lanesOf(runs: readonly RunSummary[], tasks: readonly string[], now: number, spanMs: number): Lane[] {
  const from = now - spanMs
  const percent = (time: number) => ((Math.min(Math.max(time, from), now) - from) / spanMs) * 100
  const bars = Map.groupBy(
    runs.flatMap((run) => {
      const begun = Date.parse(run.started_at ?? run.created_at)
      const ended = run.ended_at === null ? now : Date.parse(run.ended_at)
      if (ended < from) return []
      const left = percent(begun)
      return [{ run, left, width: percent(ended) - left }]
    }),
    ({ run }) => run.task,
  )
  const gone = [...bars.keys()].filter((task) => !tasks.includes(task))
  return [...tasks, ...gone].flatMap((task) => {
    const own = bars.get(task)
    return own === undefined ? [] : [{ task, bars: own }]
  })
}

/** Round times between `from` and `to` for the axis, at most about eight. */
export function ticksOf(from: number, to: number): number[] {
  const steps = [5, 10, 15, 30, 60, 120, 180, 240, 360].map((minutes) => minutes * 60_000)
  const step = steps.find((one) => (to - from) / one <= 8) ?? 21_600_000
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at)
  return ticks
}
