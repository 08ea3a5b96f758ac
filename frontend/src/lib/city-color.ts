export const CATEGORIES = 8

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

/**
 * A colour for each city, the same on all pages and for all viewers: its name's own place among the categories, or
 * the next free one. Beyond eight cities colours repeat, so a name stands beside every colour.
 */
export function cityColors(cities: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<number>()
  const colors = new Map<string, string>()
  for (const city of [...new Set(cities)].sort()) {
    let place = hash(city) % CATEGORIES
    if (taken.size < CATEGORIES) while (taken.has(place)) place = (place + 1) % CATEGORIES
    taken.add(place)
    colors.set(city, `var(--category-${place})`)
  }
  return colors
}
