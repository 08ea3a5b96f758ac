/** One moment of a chart: `at` in milliseconds, then a number per series; null where data is missing. */
export interface Point {
  readonly at: number
  readonly [series: string]: number | null
}

/**
 * Values on an even grid of time, so that a missing window is a gap and never a line drawn across it.
 * @param from first and @param to last moment, milliseconds; moments are multiples of `step` in between.
 * @param values what was measured: a moment on the grid, the series, the number.
 */
export function onTimeGrid(
  { from, to, step }: { from: number; to: number; step: number },
  series: readonly string[],
  values: Iterable<{ readonly at: number; readonly series: string; readonly value: number }>,
): Point[] {
  const first = Math.ceil(from / step) * step
  const points = new Map<number, Record<string, number | null> & { at: number }>()
  for (let at = first; at <= to; at += step) {
    points.set(at, { ...Object.fromEntries(series.map((name) => [name, null])), at })
  }
  for (const { at, series: name, value } of values) {
    const point = points.get(at)
    if (point) point[name] = value
  }
  return [...points.values()]
}

/** Whether there is nothing to draw: every value of every moment is missing. */
export function isBlank(points: readonly Point[]): boolean {
  return points.every((point) => Object.entries(point).every(([name, value]) => name === 'at' || value === null))
}

/** One number for each moment from the oldest item to the newest, `step` milliseconds apart; null where an item is missing. */
export function onEvenSteps<Item extends { readonly at: number }>(
  items: readonly Item[],
  step: number,
  read: (item: Item) => string | null,
): (number | null)[] {
  const times = items.map(({ at }) => at)
  if (times.length === 0) return []
  const values = items.flatMap((item) => {
    const text = read(item)
    return text === null ? [] : [{ at: item.at, series: 'value', value: Number(text) }]
  })
  const span = { from: Math.min(...times), to: Math.max(...times), step }
  return onTimeGrid(span, ['value'], values).map((point) => point.value ?? null)
}

/** Moments to label on the axis: at most seven, on round minutes. */
export function timeTicks(points: readonly Point[]): number[] {
  const [first, last] = [points[0]?.at, points.at(-1)?.at]
  if (first === undefined || last === undefined) return []
  const minutes = [1, 2, 3, 5, 10, 15].find((step) => (last - first) / (step * 60_000) <= 7) ?? 15
  return points.map((point) => point.at).filter((at) => at % (minutes * 60_000) === 0)
}
