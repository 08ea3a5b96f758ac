// @vitest-environment node
import { expect, it } from 'vitest'
import { MOST_STEPS, momentOf, parseMoment, stepsBack } from './moment.ts'

const now = Date.parse('2026-01-01T01:00:07Z')

it('reads a moment from the address on a step of the surge windows', () => {
  expect(parseMoment('2026-01-01T00:30:14Z', now)).toBe(Date.parse('2026-01-01T00:30:10Z'))
})

it.each(['', 'yesterday', '2026-01-01T01:00:08Z'])('takes %j for live', (text) => {
  expect(parseMoment(text, now)).toBeNull()
})

it('turns the slider into a moment and back', () => {
  for (const steps of [2, 6, 90, MOST_STEPS]) expect(stepsBack(momentOf(steps, now), now)).toBe(steps)
})

it('is live where windows are still open, and no further back than it reaches', () => {
  expect(momentOf(0, now)).toBeNull()
  expect(momentOf(1, now)).toBeNull()
  expect(stepsBack(now - 10 * 3_600_000, now)).toBe(MOST_STEPS)
})
