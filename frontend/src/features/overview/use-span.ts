import { ranges, useRange } from '../../lib/view.ts'

/** The chosen range up to the server's time of an answer, at most `longestMinutes` long; milliseconds. */
export function useSpan(
  serverNow: string | undefined,
  longestMinutes: number,
): { from: number; to: number; minutes: number } {
  const [range] = useRange()
  const minutes = Math.min(ranges[range], longestMinutes)
  const to = serverNow === undefined ? 0 : Date.parse(serverNow)
  return { from: to - minutes * 60_000, to, minutes }
}
