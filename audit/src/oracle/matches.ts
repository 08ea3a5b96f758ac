import { MATCH_MAX_AGE_S } from '@lakehouse/contracts/semantics.ts'
import type { AvailabilityReport } from './availability.ts'
import type { Ride } from './classify.ts'
import { greatCircleKm } from './distance.ts'
import { compareText } from './text-order.ts'

const MAX_AGE_MS = MATCH_MAX_AGE_S * 1_000
/** Distances nearer to each other than this, one micrometre, cannot be told apart by two ways to compute them. */
const INDISTINGUISHABLE_KM = 1e-9

export interface Candidate {
  readonly report: AvailabilityReport
  readonly distanceKm: number
}

/** The answer for one ride: no candidate when nobody was in reach, several when rounding decides which is nearest. */
export interface MatchedRide {
  readonly request: Ride
  readonly nearest: readonly Candidate[]
}

/**
 * For each requested ride the nearest driver: those whose newest report at or before requested_at is AVAILABLE, in the
 * ride's zone and at most 5 minutes old; ties by newest report, then lowest driver_id.
 * Fed in event-time order, requests at their requested_at and after the reports of the same moment.
 */
export class Matches {
  readonly rides = new Map<string, MatchedRide>()
  readonly #newest = new Map<string, AvailabilityReport>()
  readonly #availableInZone = new Map<string, Set<string>>()

  report(report: AvailabilityReport): void {
    const { driver_id, zone_id, status } = report.event
    const former = this.#newest.get(driver_id)
    if (former !== undefined) this.#availableInZone.get(former.event.zone_id)?.delete(driver_id)
    this.#newest.set(driver_id, report)
    if (status !== 'AVAILABLE') return
    const drivers = this.#availableInZone.get(zone_id) ?? new Set()
    this.#availableInZone.set(zone_id, drivers.add(driver_id))
  }

  /** A ride requested twice under different event ids is judged by the event that happened first. */
  request(request: Ride): void {
    const former = this.rides.get(request.ride_id)
    if (former !== undefined && !isEarlier(request, former.request)) return
    this.rides.set(request.ride_id, { request, nearest: nearest(this.#candidates(request)) })
  }

  *#candidates(request: Ride): Generator<Candidate> {
    const pickup = { latitude: request.pickup_latitude, longitude: request.pickup_longitude }
    const oldest = Date.parse(request.requested_at) - MAX_AGE_MS
    for (const driver of this.#availableInZone.get(request.zone_id) ?? []) {
      const report = this.#newest.get(driver)
      if (report === undefined || report.time < oldest) continue
      yield { report, distanceKm: greatCircleKm(report.event, pickup) }
    }
  }
}

/**
 * The candidate the ties choose among those equally near. Where candidates at different places are nearer to each other
 * than rounding can tell, one for each place: any of them is a right answer.
 */
function nearest(candidates: Iterable<Candidate>): Candidate[] {
  const all = [...candidates]
  const least = all.reduce((least, { distanceKm }) => Math.min(least, distanceKm), Number.POSITIVE_INFINITY)
  const bestAtPlace = new Map<string, Candidate>()
  for (const candidate of all) {
    if (candidate.distanceKm > least + INDISTINGUISHABLE_KM) continue
    const place = `${candidate.report.event.latitude},${candidate.report.event.longitude}`
    const former = bestAtPlace.get(place)
    if (former === undefined || winsTie(candidate, former)) bestAtPlace.set(place, candidate)
  }
  return [...bestAtPlace.values()]
}

function isEarlier(a: Ride, b: Ride): boolean {
  const [first, second] = [Date.parse(a.event_time), Date.parse(b.event_time)]
  return first === second ? compareText(a.event_id, b.event_id) < 0 : first < second
}

function winsTie(a: Candidate, b: Candidate): boolean {
  if (a.report.time !== b.report.time) return a.report.time > b.report.time
  return compareText(a.report.event.driver_id, b.report.event.driver_id) < 0
}
