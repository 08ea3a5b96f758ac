import { describe, expect, it } from 'vitest'
import { literal, withParameters } from './trino-literal.ts'

describe('withParameters', () => {
  it('leaves a query without parameters as it is', () => {
    expect(withParameters("SELECT 'a'", [])).toBe("SELECT 'a'")
  })

  it('passes values beside the query, whose quotes it doubles', () => {
    expect(withParameters("SELECT 'a' LIMIT ?", [20, -1.5, 2n ** 63n, "O'Hare"])).toBe(
      "EXECUTE IMMEDIATE 'SELECT ''a'' LIMIT ?' USING 20, DOUBLE '-1.5', 9223372036854775808, 'O''Hare'",
    )
  })
})

it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('takes %s for no literal', (value) => {
  expect(() => literal(value)).toThrowError(RangeError)
})
