import { useUrlState } from './use-url-state.ts'

/** What every page shares through the address: one city or all, and how far back to look. */
export const sharedParams = ['city', 'range'] as const

export const ranges = { '5m': 5, '15m': 15, '30m': 30, '1h': 60 } as const
export type Range = keyof typeof ranges
export const rangeNames = Object.keys(ranges) as readonly Range[]

/** The chosen city, or null for all of them. */
export function useCity(): [city: string | null, set: (city: string | null) => void] {
  const [text, setText] = useUrlState<string>('city', '')
  return [text === '' ? null : text, (city) => setText(city ?? '')]
}

/** The chosen time range; its length in milliseconds is `ranges[range] * 60_000`. */
export function useRange(): [range: Range, set: (range: Range) => void] {
  return useUrlState<Range>('range', '15m', rangeNames)
}
