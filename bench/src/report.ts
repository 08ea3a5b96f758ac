import type { RateResult } from './rate.ts'
import { filesPerMinute, type Recording } from './recording.ts'

/** Recordings as a Markdown table; every ratio is to the first one. */
export function recordingsTable(recordings: readonly Recording[]): string {
  const [base] = recordings
  const row = (recorded: Recording) => {
    const { label, overall, first, last } = recorded
    const ratio = base === undefined ? '' : (last.p50_ms / base.last.p50_ms).toFixed(2)
    const cells = [
      label,
      overall.asked,
      recorded.unanswered,
      pair(overall),
      pair(first),
      pair(last),
      ratio,
      filesPerMinute(recorded).at(-1)?.files,
    ]
    return `| ${cells.join(' | ')} |`
  }
  return [
    '| | answers | rounds broken off | p50 / p95, ms | first 5 min | last 5 min | last p50, ratio | files at the end |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...recordings.map(row),
  ].join('\n')
}

/** What rates were held, as a Markdown table. */
export function ratesTable(results: readonly RateResult[]): string {
  const row = (each: RateResult) =>
    `| ${[
      each.events_per_second,
      each.acknowledged_per_second,
      each.lag_after_minute,
      each.lag_at_end,
      each.age_p50_s.toFixed(1),
      each.age_p95_s.toFixed(1),
      each.held ? 'yes' : 'no',
    ].join(' | ')} |`
  return [
    '| events/s | acknowledged/s | lag after 1 min | lag at the end | age in Trino p50, s | p95, s | held |',
    '|---:|---:|---:|---:|---:|---:|---|',
    ...results.map(row),
  ].join('\n')
}

const pair = ({ p50_ms, p95_ms }: Recording['overall']) => `${p50_ms} / ${p95_ms}`
