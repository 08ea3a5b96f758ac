const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

/** The quotient of two whole numbers, numerator not negative, a half rounded up. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator)
}

/**
 * The exact value of a JSON number, counted in units of 10^-scale, a half rounded away from zero.
 * Works on the digits as written, so `0.285` is not the binary fraction nearest to it.
 * @throws {Error} when the text is no JSON number.
 */
export function toScaled(text: string, scale: number): bigint {
  const parts = NUMBER.exec(text)
  if (parts === null) throw new Error(`not a JSON number: ${text}`)
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts
  const digits = BigInt(whole + fraction)
  if (digits === 0n) return 0n
  const shift = Number(exponent) - fraction.length + scale
  if (-shift > whole.length + fraction.length + 1) return 0n
  const magnitude = shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfUp(digits, 10n ** BigInt(-shift))
  return sign === '-' ? -magnitude : magnitude
}

/** A whole number of units of 10^-scale as decimal text, as a DECIMAL(p, scale) column prints it: `(1234n, 2)` is `12.34`. */
export function formatScaled(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
