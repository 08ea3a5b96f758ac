import Big from 'big.js'

/** Exact sum of decimal texts. */
export function sum(values: Iterable<string>): string {
  let total = new Big(0)
  for (const value of values) total = total.plus(value)
  return total.toFixed()
}

/** Exact product of two decimal texts. */
export function product(a: string, b: string): string {
  return new Big(a).times(b).toFixed()
}

/** Exact quotient of two decimal texts, half up to `digits` decimals; null when dividing by zero. */
export function quotient(dividend: string, divisor: string, digits: number): string | null {
  const by = new Big(divisor)
  if (by.eq(0)) return null
  // Big divides to Big.DP digits: enough more than asked for that rounding twice cannot change the answer here.
  return new Big(dividend).div(by).round(digits, Big.roundHalfUp).toFixed(digits)
}

/** Mean of `value` weighted by `weight`, half up to `digits` decimals; null when the weights add up to zero. */
export function weightedMean(
  rows: Iterable<{ readonly value: string; readonly weight: string }>,
  digits: number,
): string | null {
  let total = new Big(0)
  let weights = new Big(0)
  for (const { value, weight } of rows) {
    total = total.plus(new Big(value).times(weight))
    weights = weights.plus(weight)
  }
  return quotient(total.toFixed(), weights.toFixed(), digits)
}

/** Order of two decimal texts, for sorting. */
export function compareDecimals(a: string, b: string): number {
  return new Big(a).cmp(b)
}

/** The largest of decimal texts; null of none. */
export function maximum(values: Iterable<string>): string | null {
  let largest: Big | null = null
  for (const value of values) if (largest === null || largest.lt(value)) largest = new Big(value)
  return largest?.toFixed() ?? null
}
