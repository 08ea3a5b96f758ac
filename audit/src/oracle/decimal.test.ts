import { describe, expect, it } from 'vitest'
import { divideHalfUp, formatScaled, toScaled } from './decimal.ts'

describe('toScaled', () => {
  it.each([
    ['12', 2, 1200n],
    ['0.285', 2, 29n],
    ['1.005', 2, 101n],
    ['1.0049999999999999999999', 2, 100n],
    ['2.5e1', 2, 2500n],
    ['2E+3', 2, 200_000n],
    ['25e-3', 2, 3n],
    ['24e-3', 2, 2n],
    ['-0.005', 2, -1n],
    ['0e999999999', 2, 0n],
    ['1e-999999999', 2, 0n],
    ['99999999.994', 2, 9_999_999_999n],
  ])('reads %s at scale %i as %d', (text, scale, value) => {
    expect(toScaled(text, scale)).toBe(value)
  })

  it('refuses what is no JSON number', () => {
    expect(() => toScaled('NaN', 2)).toThrow('not a JSON number: NaN')
  })
})

it.each([
  [1n, 3n, 0n],
  [1n, 2n, 1n],
  [3n, 2n, 2n],
  [2n, 3n, 1n],
  [149n, 100n, 1n],
  [0n, 7n, 0n],
])('rounds %d / %d to %d', (numerator, denominator, quotient) => {
  expect(divideHalfUp(numerator, denominator)).toBe(quotient)
})

it.each([
  [1234n, 2, '12.34'],
  [5n, 2, '0.05'],
  [0n, 6, '0.000000'],
  [-5n, 2, '-0.05'],
])('writes %d at scale %i as %s', (value, scale, text) => {
  expect(formatScaled(value, scale)).toBe(text)
})
