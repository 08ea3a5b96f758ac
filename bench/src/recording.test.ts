import { expect, it } from 'vitest'
import { percentilesOf, summarised } from './recording.ts'

const timing = (minute: number, ms: number, query = 'zone_surge') => ({ minute, query, ms })

it('tells the first five minutes from the last five', () => {
  const timings = Array.from({ length: 20 }, (_, minute) => timing(minute, minute < 10 ? 100 : 400))
  const { overall, first, last, queries } = summarised(timings, 20)
  expect(overall).toEqual({ asked: 20, p50_ms: 250, p95_ms: 400 })
  expect([first.p50_ms, last.p50_ms]).toEqual([100, 400])
  expect(queries).toHaveLength(20)
})

it('keeps queries apart, minute by minute', () => {
  const { queries } = summarised([timing(0, 10), timing(0, 30), timing(0, 900, 'ride_states')], 1)
  expect(queries).toEqual([
    { minute: 0, query: 'zone_surge', asked: 2, p50_ms: 20, p95_ms: 29 },
    { minute: 0, query: 'ride_states', asked: 1, p50_ms: 900, p95_ms: 900 },
  ])
})

it('refuses to make numbers of nothing', () => {
  expect(() => percentilesOf([])).toThrow('nothing to tell')
})
