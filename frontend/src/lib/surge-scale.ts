/** Lower bounds of the steps of the surge scale; the domain is fixed, so a colour means the same at every poll. */
const steps = [1, 1.000001, 1.25, 1.5, 2, 2.5, 3] as const

/** What each step means, for the legend. */
export const surgeLegend = ['1.00×', 'to 1.24', 'to 1.49', 'to 1.99', 'to 2.49', 'to 2.99', '3.00×'] as const

/** The step of a multiplier given as exact decimal text: 0 for 1.00 up to 6 for 3.00. */
export function surgeStep(multiplier: string): number {
  const value = Number(multiplier)
  return Math.max(
    0,
    steps.findLastIndex((bound) => value >= bound),
  )
}

/** Fill and text colour of a multiplier. */
export function surgeColors(multiplier: string): { readonly background: string; readonly color: string } {
  const step = surgeStep(multiplier)
  return { background: `var(--surge-${step})`, color: `var(--surge-${step}-text)` }
}
