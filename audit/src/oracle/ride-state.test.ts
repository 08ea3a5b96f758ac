import { describe, expect, it } from 'vitest'
import { RideStates } from './ride-state.ts'
import { at, ride } from './testing.ts'

const NOON = at('2026-03-01T12:00:00.000Z')
const requested = ride({ event_id: 'a', status: 'REQUESTED', sequence: 1 })
const accepted = ride({ event_id: 'b', status: 'ACCEPTED', sequence: 2 })
const completed = ride({ event_id: 'c', status: 'COMPLETED', sequence: 3 })

function newest(...events: (typeof requested)[]): string | undefined {
  const states = new RideStates()
  for (const event of events) states.apply(event, NOON, true)
  return states.rides.get('r1')?.settled?.event_id
}

describe('newest state', () => {
  it.each([
    [[requested, accepted, completed], 'c'],
    [[completed, requested, accepted], 'c'],
    [[accepted, requested], 'b'],
    [[requested], 'a'],
  ])('is the highest sequence in whatever order (%#)', (events, id) => {
    expect(newest(...events)).toBe(id)
  })

  it('is the lowest event_id among equal sequences, in code point order', () => {
    const cancelled = ride({ event_id: 'b2', status: 'CANCELLED', sequence: 3 })
    expect(newest(completed, cancelled)).toBe('b2')
    expect(newest(cancelled, completed)).toBe('b2')
    const [beyond, below] = [ride({ event_id: '\u{1F695}' }), ride({ event_id: '\uFF21' })]
    expect(newest(beyond, below)).toBe('\uFF21')
  })
})

it('holds for 24 hours after the request, to the millisecond', () => {
  const states = new RideStates()
  const day = 24 * 60 * 60 * 1_000
  states.apply(requested, NOON, true)
  states.apply(completed, NOON + day + 1, true)
  expect(states.rides.get('r1')?.settled).toBe(requested)
  states.apply(accepted, NOON + day, true)
  expect(states.rides.get('r1')?.settled).toBe(accepted)
})

it('does not know a ride of which it saw nothing within 24 hours', () => {
  const states = new RideStates()
  states.apply(completed, NOON + 24 * 60 * 60 * 1_000 + 1, true)
  expect(states.rides.size).toBe(0)
})

it('keeps what a table may show beside what it must show', () => {
  const states = new RideStates()
  states.apply(requested, NOON, true)
  states.apply(accepted, NOON, false)
  states.apply(completed, NOON, false)
  expect(states.rides.get('r1')).toEqual({ settled: requested, since: [accepted, completed] })
})
