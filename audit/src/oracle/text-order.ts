const SURROGATE = /[\uD800-\uDFFF]/

/**
 * Orders texts by Unicode code point, which is also the order of their UTF-8 bytes. JavaScript's own `<` compares
 * UTF-16 units and puts characters beyond U+FFFF before U+E000.
 * @returns negative when `a` is lower, 0 when equal, positive when higher.
 */
export function compareText(a: string, b: string): number {
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : a > b ? 1 : 0
}
