import { driverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import { rideEvent } from '@lakehouse/contracts/events/ride-event.ts'
import { FUTURE_AFTER_MS, MAX_VALUE_BYTES, topics } from '@lakehouse/contracts/topics.ts'
import { describe, expect, it } from 'vitest'
import { cities } from './city.ts'
import type { SimulatedEvent } from './journal.ts'
import { malformations } from './malformed.ts'
import { World } from './world.ts'

const startedAt = Date.UTC(2026, 10, 21, 14)
const events = new World({ seed: 1, startedAt, rate: 100, cities }).advance({ skipped: 0, elapsed: 20_000 })
const schemas = { [topics.rideEvents.name]: rideEvent, [topics.driverLocations.name]: driverLocation }

/** Why the contract refuses the value when Kafka receives it at once; undefined when it does not. */
function refusal(event: SimulatedEvent, value: string | Buffer | null): string | undefined {
  if (value === null || value.length === 0) return 'no value'
  const bytes = Buffer.from(value)
  if (bytes.length > MAX_VALUE_BYTES) return 'too large'
  try {
    const parsed = schemas[event.topic].safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    if (!parsed.success) return parsed.error.message
    return Date.parse(parsed.data.event_time) > event.time + FUTURE_AFTER_MS ? 'future' : undefined
  } catch (error) {
    return (error as Error).message
  }
}

describe.each(Object.entries(malformations))('an event that is %s', (_, malform) => {
  it.each(Object.values(topics).map(({ name }) => name))('is a dead letter on %s', (topic) => {
    const event = events.find((candidate) => candidate.topic === topic)
    if (event === undefined) throw new Error(`no event on ${topic}`)
    expect(refusal(event, event.value)).toBeUndefined()
    expect(refusal(event, malform(event))).toBeDefined()
  })
})
