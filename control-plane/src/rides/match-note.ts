import type { RideTrace } from '@lakehouse/contracts/api/rides.ts'

/** A match is written when the watermark (5 s) has passed the request and a checkpoint has committed it. */
const MATCH_TAKES_MS = 20_000

export interface MatchFacts {
  readonly matched: string | null
  readonly accepted: string | null
  readonly status: string
  readonly zone: string
  readonly requestIsLate: boolean
  readonly requestAgeMs: number
  readonly windows: RideTrace['windows']
}

/** What became of the offer, or why there is none. */
export function matchNote(facts: MatchFacts): string {
  const { matched, accepted, status, zone, requestIsLate, requestAgeMs, windows } = facts
  if (matched !== null) {
    if (accepted === matched) return `Offered to ${matched}, who accepted.`
    if (accepted !== null) return `Offered to ${matched}; ${accepted} accepted.`
    return `Offered to ${matched}; ${status === 'CANCELLED' ? 'cancelled before anybody accepted' : 'nobody has accepted yet'}.`
  }
  if (requestIsLate) return 'The request came late, and only requests on time are matched.'
  if (requestAgeMs < MATCH_TAKES_MS)
    return 'Too new: a match follows the watermark, 5 s behind, and the next checkpoint.'
  if (windows.every(({ supply_count }) => supply_count === null || supply_count === '0')) {
    return `Nobody reported to be available in zone ${zone} around the request.`
  }
  return `Drivers were available in zone ${zone} around the request, but none whose newest report before it said so.`
}
