import { FARE_CURRENCY } from '@lakehouse/contracts/semantics.ts'

/**
 * BIGINT and DECIMAL arrive as text and are formatted as text: Intl.NumberFormat reads a decimal string
 * digit by digit (ECMA-402, Intl mathematical values), so nothing passes through a float.
 */
type DecimalText = `${number}`

const counts = new Map<string | undefined, Intl.NumberFormat>()
const money = new Map<string | undefined, Intl.NumberFormat>()
const wholeMoney = new Map<string | undefined, Intl.NumberFormat>()
const surges = new Map<string | undefined, Intl.NumberFormat>()

function cached(
  cache: Map<string | undefined, Intl.NumberFormat>,
  locale: string | undefined,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  let format = cache.get(locale)
  if (!format) {
    format = new Intl.NumberFormat(locale, options)
    cache.set(locale, format)
  }
  return format
}

/** `1,234,567` of exact decimal text; fractions are kept to 6 digits. */
export function formatCount(exact: string, locale?: string): string {
  return cached(counts, locale, { maximumFractionDigits: 6 }).format(exact as DecimalText)
}

/** `1,234.50` of exact decimal text, with as many decimals as its type has. */
export function formatDecimal(exact: string, decimals: number, locale?: string): string {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat(locale, options).format(exact as DecimalText)
}

/** `$23.40` of exact decimal text, in the currency of all fares, half away from zero to cents. */
export function formatMoney(exact: string, locale?: string): string {
  return cached(money, locale, { style: 'currency', currency: FARE_CURRENCY }).format(exact as DecimalText)
}

/** `$23` of exact decimal text: a sum, of which the cents tell nothing. */
export function formatWholeMoney(exact: string, locale?: string): string {
  const options = { style: 'currency', currency: FARE_CURRENCY, maximumFractionDigits: 0 } as const
  return cached(wholeMoney, locale, options).format(exact as DecimalText)
}

/** `1.25×` of exact decimal text. */
export function formatSurge(exact: string, locale?: string): string {
  const options = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return `${cached(surges, locale, options).format(exact as DecimalText)}×`
}

/** `1.3 kB` of a byte count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 'B'
  for (const next of units) {
    if (value < 1_000) break
    value /= 1_000
    unit = next
  }
  return `${value.toFixed(1)} ${unit}`
}
