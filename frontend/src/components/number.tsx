import { formatCount, formatMoney, formatSurge, formatWholeMoney } from '../lib/number.ts'
import { Missing } from './time.tsx'

interface Exact {
  /** BIGINT or DECIMAL text, or null where there is none (not zero). */
  value: string | null
}

/** A whole number with thousands separators. */
export function Count({ value }: Exact) {
  return value === null ? <Missing /> : formatCount(value)
}

/** An amount in the currency of all fares. */
export function Money({ value }: Exact) {
  return value === null ? <Missing /> : formatMoney(value)
}

/** A sum of many amounts, in whole units of that currency. */
export function WholeMoney({ value }: Exact) {
  return value === null ? <Missing /> : formatWholeMoney(value)
}

/** A surge multiplier, `1.25×`. */
export function Surge({ value }: Exact) {
  return value === null ? <Missing /> : formatSurge(value)
}
