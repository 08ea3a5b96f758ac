import type { Series } from '../../components/chart/time-chart.tsx'

/** Dash patterns that tell lines apart without colour. */
const dashes = [undefined, '6 3', '2 3', '9 3 2 3'] as const

/** A line for each city among the rows, by name. */
export function citySeries(rows: readonly { readonly city: string }[], colors: ReadonlyMap<string, string>): Series[] {
  const names = [...new Set(rows.map((row) => row.city))].sort()
  return names.map((city, index) => {
    const dash = dashes[index % dashes.length]
    return { id: city, label: city, color: colors.get(city) ?? 'var(--category-7)', ...(dash ? { dash } : {}) }
  })
}
