import { expect, it } from 'vitest'
import { endsOfWindowsAround, lastClosedEnd, surgeOf, windowsOf } from './surge-of-request.ts'

const at = (time: string) => Date.parse(`2026-01-01T00:${time}Z`)
const row = (end: string, surge: string) => ({
  window_end: new Date(at(end)).toISOString(),
  demand_count: '5',
  supply_count: '4',
  surge_multiplier: surge,
})

it('a request is in six windows; one that begins with it is the last of them', () => {
  const ends = endsOfWindowsAround(at('05:20.000'))
  expect(ends.map((end) => new Date(end).toISOString().slice(14, 19))).toEqual([
    '05:30',
    '05:40',
    '05:50',
    '06:00',
    '06:10',
    '06:20',
  ])
  expect(lastClosedEnd(at('05:29.999'))).toBe(at('05:20.000'))
})

it('the last window closed at the request applies, not one still open', () => {
  const rows = [row('05:20.000', '1.25'), row('05:30.000', '2.00')]
  expect(surgeOf(at('05:29.999'), rows, null)).toMatchObject({ surge_multiplier: '1.25', has_row: true, closed: true })
  expect(surgeOf(at('05:30.000'), rows, null)).toMatchObject({ surge_multiplier: '2.00' })
})

it('without a row it is 1.00, and final only when later windows have come', () => {
  expect(surgeOf(at('05:41.000'), [], at('05:40.000'))).toMatchObject({
    surge_multiplier: '1.00',
    has_row: false,
    closed: false,
  })
  expect(surgeOf(at('05:41.000'), [], at('05:50.000'))).toMatchObject({ surge_multiplier: '1.00', closed: true })
})

it('windows without a row are listed as such', () => {
  const windows = windowsOf(at('05:20.000'), [row('05:40.000', '1.50')])
  expect(windows.map(({ surge_multiplier }) => surge_multiplier)).toEqual([null, '1.50', null, null, null, null])
})
