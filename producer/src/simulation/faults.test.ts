import type { RecordKind } from '@lakehouse/contracts/ledger.ts'
import { LATE_AFTER_MS, topics } from '@lakehouse/contracts/topics.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FaultShares, Faults, type OutgoingRecord } from './faults.ts'
import type { SimulatedEvent } from './journal.ts'
import { Random } from './random.ts'

const none: FaultShares = { late: 0, outOfOrder: 0, duplicates: 0, malformed: 0 }
const STEP_MS = 100
const startedAt = Date.UTC(2026, 10, 21, 14)

function eventsOf(count: number): SimulatedEvent[] {
  return Array.from({ length: count }, (_, number) => ({
    topic: topics.driverLocations.name,
    key: `driver-${number % 10}`,
    number,
    time: startedAt + number * 2,
    value: JSON.stringify({ event_id: `e-${number}`, latitude: 1, event_time: new Date(startedAt).toISOString() }),
  }))
}

type Sent = OutgoingRecord & { readonly sentAt: number }

/** Runs the events through the faults in steps, and on until nothing is held back. */
function send(shares: FaultShares, events: readonly SimulatedEvent[], seed = 1): Sent[] {
  const faults = new Faults(shares, new Random(seed, 'faults'))
  const sent: Sent[] = []
  const end = (events.at(-1)?.time ?? startedAt) + 240_000
  let next = 0
  for (let now = startedAt + STEP_MS; now <= end; now += STEP_MS) {
    const from = next
    while ((events[next]?.time ?? Number.POSITIVE_INFINITY) <= now) next++
    sent.push(...faults.pass(events.slice(from, next), now).map((record) => ({ ...record, sentAt: now })))
  }
  expect(faults.drain(end)).toEqual([])
  return sent
}

const ofKind = (sent: readonly Sent[], kind: RecordKind): Sent[] => sent.filter((record) => record.kind === kind)

describe('Faults', () => {
  it('changes nothing when all shares are 0', () => {
    const events = eventsOf(1_000)
    expect(send(none, events).map(({ kind, sentAt, ...event }) => event)).toEqual(events)
  })

  it('sends every event exactly once as it is, copies come on top', () => {
    const share = fc.double({ min: 0, max: 0.4, noNaN: true })
    const shares = fc.record({ late: share, outOfOrder: share, duplicates: share, malformed: share })
    fc.assert(
      fc.property(shares, fc.integer(), (wanted, seed) => {
        const events = eventsOf(500)
        const sent = send(wanted, events, seed)
        const own = sent.filter(({ kind }) => kind !== 'duplicate' && kind !== 'malformed')
        own.sort((one, other) => one.number - other.number)
        expect(own.map(({ value }) => value)).toEqual(events.map(({ value }) => value))
        for (const { number, value } of ofKind(sent, 'duplicate')) expect(value).toBe(events[number]?.value)
      }),
      { numRuns: 30 },
    )
  })

  it('keeps the shares that were asked for', () => {
    const count = 50_000
    const shares = { late: 0.02, outOfOrder: 0.03, duplicates: 0.01, malformed: 0.005 }
    const sent = send(shares, eventsOf(count))
    expect(ofKind(sent, 'late').length / count).toBeCloseTo(shares.late, 2)
    expect(ofKind(sent, 'outOfOrder').length / count).toBeCloseTo(shares.outOfOrder, 2)
    expect(ofKind(sent, 'duplicate').length / count).toBeCloseTo(shares.duplicates, 2.5)
    expect(ofKind(sent, 'malformed').length / count).toBeCloseTo(shares.malformed, 2.5)
  })

  it('makes late events late, by up to minutes, and disorder no more than disorder', () => {
    const sent = send({ ...none, late: 0.1, outOfOrder: 0.1 }, eventsOf(20_000))
    const lateness = (record: Sent): number => record.sentAt - record.time
    const late = ofKind(sent, 'late').map(lateness)
    expect(Math.min(...late)).toBeGreaterThan(LATE_AFTER_MS)
    expect(Math.max(...late)).toBeGreaterThan(60_000)
    const disorder = ofKind(sent, 'outOfOrder').map(lateness)
    expect(Math.min(...disorder)).toBeGreaterThan(STEP_MS)
    expect(Math.max(...disorder)).toBeLessThan(LATE_AFTER_MS / 2)
  })

  it('sends what is held back when the producer stops, and calls late only what is', () => {
    const faults = new Faults({ ...none, late: 1 }, new Random(1, 'faults'))
    const events = eventsOf(10)
    expect(faults.pass(events, startedAt + 20)).toEqual([])
    expect(new Set(faults.drain(startedAt + 1_000).map(({ kind }) => kind))).toEqual(new Set(['event']))
    faults.pass(events, startedAt + 20)
    expect(faults.drain(startedAt + 5_400).map(({ kind }) => kind)).toEqual(Array(10).fill('late'))
  })
})
