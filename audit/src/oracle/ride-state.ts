import { RIDE_STATE_HORIZON_S } from '@lakehouse/contracts/semantics.ts'
import type { Ride } from './classify.ts'
import { compareText } from './text-order.ts'

/** A ride's newest state, and the states it took afterwards from records that need not be in the table yet. */
export interface RideHistory {
  settled: Ride | null
  readonly since: Ride[]
}

/**
 * Newest state per ride: the highest sequence wins whatever the order of arrival, of equal sequences the lowest
 * event_id; so a ride never goes back. Events recorded more than 24 hours after their requested_at change nothing.
 */
export class RideStates {
  readonly rides = new Map<string, RideHistory>()

  /** Takes a valid ride event whose event_id is new. `settled`: its effect must be in the table already. */
  apply(event: Ride, kafkaTime: number, settled: boolean): void {
    if (kafkaTime > Date.parse(event.requested_at) + RIDE_STATE_HORIZON_S * 1_000) return
    const history = this.rides.get(event.ride_id) ?? { settled: null, since: [] }
    this.rides.set(event.ride_id, history)
    const current = history.since.at(-1) ?? history.settled
    if (current !== null && !supersedes(event, current)) return
    if (settled) history.settled = event
    else history.since.push(event)
  }
}

/** Whether `next` is a ride's newer state than `current`. */
function supersedes(next: Ride, current: Ride): boolean {
  if (next.sequence !== current.sequence) return next.sequence > current.sequence
  return compareText(next.event_id, current.event_id) < 0
}
