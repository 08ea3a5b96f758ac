import type { Reading } from '../../pipeline/reading.ts'
import { ago, type Condition, type Trouble } from '../condition.ts'

const RESTARTS = 3
const WITHIN_MS = 10 * 60_000

/** A job restarts again and again. Remembers how often it had restarted, so each watchdog needs one of its own. */
export function restartLoop(): Condition {
  const seen = new Map<string, { readonly at: number; readonly restarts: number }[]>()
  return { rule: 'restart-loop', forMs: 0, needs: ['flink'], find: (reading) => find(reading, seen) }
}

function* find({ jobs, at }: Reading, seen: Map<string, { at: number; restarts: number }[]>): Iterable<Trouble> {
  for (const { id, name, restarts } of jobs) {
    if (restarts === null) continue
    const looks = [...(seen.get(id) ?? []).filter((look) => at - look.at <= WITHIN_MS), { at, restarts }]
    seen.set(id, looks)
    const first = looks[0]
    const more = restarts - (first?.restarts ?? restarts)
    if (first === undefined || more < RESTARTS) continue
    yield {
      key: name,
      severity: 'critical',
      object: name,
      job: name,
      title: `Job ${name} keeps restarting`,
      cause: `${more} restarts in the last ${ago(at - first.at)}; each goes back to the newest checkpoint and fails again.`,
      action: `Its first cause: npm run jobs -- show ${name}. If a change brought it: npm run jobs -- rollback ${name}`,
    }
  }
}
