import { type DriverLocation, driverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import { type RideEvent, rideEvent } from '@lakehouse/contracts/events/ride-event.ts'
import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import fc from 'fast-check'
import { latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cities } from './city.ts'
import { PING_INTERVAL_MS } from './driver.ts'
import { distanceKm } from './geometry.ts'
import type { SimulatedEvent } from './journal.ts'
import { World } from './world.ts'

const startedAt = Date.UTC(2026, 10, 21, 14)
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })

function simulate(seed: number, seconds: number, rate = 100): SimulatedEvent[] {
  return new World({ seed, startedAt, rate, cities }).advance({ skipped: 0, elapsed: seconds * 1000 })
}

function eventsOn<Event>(topic: TopicName, events: readonly SimulatedEvent[]): Event[] {
  return events.filter((event) => event.topic === topic).map(({ value }) => JSON.parse(value))
}
const pingsOf = (events: readonly SimulatedEvent[]) => eventsOn<DriverLocation>(topics.driverLocations.name, events)
const rideEventsOf = (events: readonly SimulatedEvent[]) => eventsOn<RideEvent>(topics.rideEvents.name, events)

// Each property is collected over all events and asserted once: an assertion per event would take minutes.
describe('World', { timeout: 60_000 }, () => {
  it('gives the same bytes for the same seed and clock, however the time is cut', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(seeds, cuts, (seed, steps) => {
        const total = steps.reduce((sum, step) => sum + step, 0)
        const whole = new World({ seed, startedAt, rate: 30, cities }).advance({ skipped: 0, elapsed: total })
        const world = new World({ seed, startedAt, rate: 30, cities })
        const parts = steps.flatMap((elapsed) => world.advance({ skipped: 0, elapsed }))
        expect(JSON.stringify(parts)).toBe(JSON.stringify(whole))
      }),
      { numRuns: 15 },
    )
  })

  it('gives another history for another seed and other ids for another start', () => {
    const positions = (seed: number): unknown[] => pingsOf(simulate(seed, 5)).map(({ latitude }) => latitude)
    expect(positions(1)).not.toEqual(positions(2))
    const later = new World({ seed: 1, startedAt: startedAt + 1, rate: 30, cities })
    expect(later.run).not.toBe(new World({ seed: 1, startedAt, rate: 30, cities }).run)
  })

  it('makes only valid, complete events with ids of their own', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const events = simulate(seed, 60)
        const wrong = events.filter(({ key, topic, time, value }) => {
          const isRide = topic === topics.rideEvents.name
          const event = (isRide ? rideEvent : driverLocation).parse(JSON.parse(value))
          const itsKey = 'ride_id' in event ? event.ride_id : event.driver_id
          return key !== itsKey || Date.parse(event.event_time) !== time
        })
        expect(wrong).toEqual([])
        expect(new Set(events.map(({ value }) => JSON.parse(value).event_id)).size).toBe(events.length)
      }),
      { numRuns: 3 },
    )
  })

  it('gives every ride a legal history', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const histories = [...Map.groupBy(rideEventsOf(simulate(seed, 400)), ({ ride_id }) => ride_id).values()]
        expect(histories.filter((history) => !isLegal(history))).toEqual([])
        const complete = histories.filter((history) => history.at(-1)?.status === 'COMPLETED')
        expect(complete.length).toBeGreaterThan(100)
      }),
      { numRuns: 3 },
    )
  })

  it('keeps every position in its city and names its zone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const events = simulate(seed, 200)
        const positions = [
          ...pingsOf(events),
          ...rideEventsOf(events).flatMap((ride) => [
            { ...ride, latitude: ride.pickup_latitude, longitude: ride.pickup_longitude },
            { city: ride.city, latitude: ride.dropoff_latitude, longitude: ride.dropoff_longitude },
          ]),
        ]
        const misplaced = positions.filter((position) => {
          const city = cities.find(({ name }) => name === position.city)
          if (city === undefined || distanceKm(position, city.centre) > city.radiusKm) return true
          return 'zone_id' in position && position.zone_id !== latLngToCell(position.latitude, position.longitude, 7)
        })
        expect(misplaced).toEqual([])
      }),
      { numRuns: 3 },
    )
  })

  it('has each driver report every 5 s, later than before even when time was skipped', () => {
    const world = new World({ seed: 7, startedAt, rate: 60, cities })
    const skips = [0, 0, 7_300, 0, 125, 0]
    const events = skips.flatMap((skipped) => world.advance({ skipped, elapsed: 5_000 }))
    const byDriver = Map.groupBy(pingsOf(events), ({ driver_id }) => driver_id)
    expect(byDriver.size).toBe(world.drivers.length)
    for (const pings of byDriver.values()) {
      const times = pings.map(({ event_time }) => Date.parse(event_time))
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      expect(gaps).toEqual(skips.slice(1).map((skipped) => skipped + PING_INTERVAL_MS))
    }
  })

  it('makes events only of simulated time, in its order', () => {
    const world = new World({ seed: 1, startedAt, rate: 100, cities })
    world.advance({ skipped: 0, elapsed: 10_000 })
    const times = world.advance({ skipped: 60_000, elapsed: 1_000 }).map(({ time }) => time)
    expect(times.length).toBeGreaterThan(50)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(times[0]).toBeGreaterThan(startedAt + 70_000)
    expect(times.at(-1)).toBeLessThanOrEqual(startedAt + 71_000)
  })

  it.each([10, 100, 500])('makes %i events/s, about 94 percent of them pings', (rate) => {
    const events = simulate(3, 300, rate)
    expect(Math.abs(events.length / 300 / rate - 1)).toBeLessThan(0.02)
    const share = events.filter(({ topic }) => topic === topics.driverLocations.name).length / events.length
    expect(share).toBeGreaterThan(0.93)
    expect(share).toBeLessThan(0.95)
  })

  it('shows drivers on a trip only between accepting and finishing a ride', () => {
    const busy = new Set<string>()
    const wrong: unknown[] = []
    for (const { topic, value } of simulate(5, 300, 200)) {
      const event = JSON.parse(value)
      if (topic === topics.driverLocations.name) {
        if ((event.status === 'ON_TRIP') !== busy.has(event.driver_id)) wrong.push(event)
      } else if (event.status === 'ACCEPTED') {
        if (busy.has(event.driver_id)) wrong.push(event)
        busy.add(event.driver_id)
      } else busy.delete(event.driver_id)
    }
    expect(wrong).toEqual([])
    expect(busy.size).toBeGreaterThan(10)
  })
})

/** Whether these are the events of one ride as the contract has them, from its request on, perhaps not yet over. */
function isLegal(history: readonly RideEvent[]): boolean {
  const [request] = history
  const statuses = history.map(({ status }) => status).join(' ')
  const accepted = history.findIndex(({ status }) => status === 'ACCEPTED')
  return (
    /^REQUESTED( CANCELLED| ACCEPTED( COMPLETED| CANCELLED)?)?$/.test(statuses) &&
    request?.event_time === request?.requested_at &&
    history.every((event, index) => {
      const before = history[index - 1]
      const isCents = event.fare === null || event.fare === Number(event.fare.toFixed(2))
      return (
        event.sequence === index + 1 &&
        (before === undefined || (event.event_time > before.event_time && sameRide(event) === sameRide(before))) &&
        (event.driver_id === null) === (accepted === -1 || index < accepted) &&
        (event.fare === null) === (event.status !== 'COMPLETED') &&
        isCents
      )
    })
  )
}

/** What stays the same in all events of a ride, as text. */
function sameRide({ event_id, driver_id, status, sequence, fare, event_time, ...ride }: RideEvent): string {
  return JSON.stringify(ride)
}
