// @vitest-environment node
import { expect, it } from 'vitest'
import { compareDecimals, maximum, product, quotient, sum, weightedMean } from './decimal.ts'

it('adds and multiplies without a float', () => {
  expect(sum(['9007199254740993', '1', '0.1', '0.2'])).toBe('9007199254740994.3')
  expect(product('19.123457', '3')).toBe('57.370371')
  expect(sum([])).toBe('0')
})

it('divides half up, and not at all by zero', () => {
  expect(quotient('1', '8', 2)).toBe('0.13')
  expect(quotient('1', '3', 2)).toBe('0.33')
  expect(quotient('1', '0', 2)).toBeNull()
})

it('weighs a mean, and has none without weight', () => {
  const rows = [
    { value: '1.00', weight: '3' },
    { value: '3.00', weight: '1' },
  ]
  expect(weightedMean(rows, 2)).toBe('1.50')
  expect(weightedMean([{ value: '1.00', weight: '0' }], 2)).toBeNull()
})

it('orders and finds the largest by value, not as text', () => {
  expect(['10', '9', '2.5'].toSorted(compareDecimals)).toEqual(['2.5', '9', '10'])
  expect(maximum(['9', '10', '2'])).toBe('10')
  expect(maximum([])).toBeNull()
})
