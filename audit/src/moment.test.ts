import { topics } from '@lakehouse/contracts/topics.ts'
import { describe, expect, it } from 'vitest'
import type { PartitionRange } from './kafka-reader.ts'
import { decideMoment } from './moment.ts'
import { judgedFrom, passedByBoth } from './oracle/cutoff.ts'
import { at, pingRecord, rideRecord } from './oracle/testing.ts'

const NOON = at('2026-03-01T12:00:00.000Z')
const ranges: PartitionRange[] = [
  { topic: topics.rideEvents.name, partition: 0, from: 0, to: 10 },
  { topic: topics.driverLocations.name, partition: 0, from: 7, to: 20 },
]
const ride = (kafkaTime: number) => rideRecord({}, { offset: 9, kafkaTime })
const ping = (kafkaTime: number) => pingRecord({}, { offset: 19, kafkaTime })
const upTo = (target: number) => ({ target, newest: Number.POSITIVE_INFINITY })

describe('how far', () => {
  it('is what was asked for, when the watermarks have passed it', () => {
    const { cutoff, notes } = decideMoment(ranges.slice(0, 1), [], [ride(NOON)], upTo(NOON - 60_000))
    expect(cutoff.passed[topics.rideEvents.name]).toBe(NOON - 60_000)
    expect(notes).toEqual([])
  })

  it('is where the slowest watermark stands, 5.001 s and a margin of 1 s behind the last record', () => {
    const { cutoff, notes } = decideMoment(ranges, [], [ride(NOON - 90_000), ping(NOON)], upTo(NOON - 60_000))
    expect(passedByBoth(cutoff)).toBe(NOON - 90_000 - 6_001)
    expect(cutoff.passed[topics.driverLocations.name]).toBe(NOON - 60_000)
    expect(notes.filter((note) => note.includes('ride_events-0 has none since 2026-03-01T11:58:30.000Z'))).toHaveLength(
      1,
    )
  })

  it('is nowhere when a partition has no record', () => {
    const { cutoff, notes } = decideMoment(ranges.slice(0, 1), [], [], upTo(NOON))
    expect(passedByBoth(cutoff)).toBe(Number.NEGATIVE_INFINITY)
    expect(notes[0]).toContain('ride_events-0 has no records')
  })
})

it('settles what lies before the ends and is not newer than asked for', () => {
  const { cutoff } = decideMoment(ranges, [], [ride(NOON), ping(NOON)], { target: NOON, newest: NOON })
  const settled = (offset: number, kafkaTime: number): boolean =>
    cutoff.isSettled(rideRecord({}, { offset, kafkaTime }))
  expect([settled(9, NOON), settled(10, NOON), settled(9, NOON + 1)]).toEqual([true, false, false])
})

describe('what retention has left', () => {
  it('is everything, when it has cut nothing', () => {
    expect(decideMoment(ranges.slice(0, 1), [], [ride(NOON)], upTo(NOON)).cutoff.whole).toBe(Number.NEGATIVE_INFINITY)
  })

  it('is judged wherever no lost event can have been', () => {
    const { cutoff, notes } = decideMoment(ranges, [ping(NOON)], [ride(NOON), ping(NOON)], upTo(NOON))
    expect(judgedFrom(cutoff)).toEqual({
      events: NOON + 5_001,
      reports: NOON + 60_000,
      matches: NOON + 60_000 + 300_000,
    })
    expect(notes.some((note) => note.includes('retention has cut driver_locations-0 before offset 7'))).toBe(true)
  })
})
