// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { formatBytes, formatCount, formatMoney, formatSurge, formatWholeMoney } from './number.ts'

describe('exact numbers', () => {
  it('keeps every digit of a BIGINT above 2^53', () => {
    expect(formatCount('9007199254740993', 'en-US')).toBe('9,007,199,254,740,993')
    expect(formatCount('9223372036854775807', 'en-US')).toBe('9,223,372,036,854,775,807')
  })

  it('keeps every digit of a long DECIMAL', () => {
    expect(formatMoney('99999999999999999.95', 'en-US')).toBe('$99,999,999,999,999,999.95')
    expect(formatCount('123456789012.123456', 'en-US')).toBe('123,456,789,012.123456')
  })

  it('rounds decimal text, not its nearest float: 1.005 is a little less than 1.005 as a float', () => {
    expect(formatMoney('1.005', 'en-US')).toBe('$1.01')
    expect(formatSurge('1.005', 'en-US')).toBe('1.01×')
  })

  it('follows the locale', () => {
    expect(formatCount('1234567', 'de-DE')).toBe('1.234.567')
    expect(formatSurge('1.25', 'de-DE')).toBe('1,25×')
    expect(formatMoney('23.4', 'de-DE')).toBe('23,40\u00a0$')
  })

  it('leaves the cents out of a sum, half away from zero', () => {
    expect(formatWholeMoney('183542.50', 'en-US')).toBe('$183,543')
    expect(formatWholeMoney('0.49', 'en-US')).toBe('$0')
  })

  it('tells zero and negative amounts', () => {
    expect(formatCount('0', 'en-US')).toBe('0')
    expect(formatMoney('-0.5', 'en-US')).toBe('-$0.50')
  })
})

it('writes bytes with a unit', () => {
  expect(formatBytes(999)).toBe('999 B')
  expect(formatBytes(1_300)).toBe('1.3 kB')
  expect(formatBytes(2_500_000)).toBe('2.5 MB')
})
