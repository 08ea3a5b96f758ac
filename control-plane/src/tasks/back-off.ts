import type { Retries } from './definition.ts'

/** Milliseconds to wait after the failed attempt of this number (from 1). */
export function backOff({ wait, factor, longest_wait }: Retries, attempt: number): number {
  return Math.min(longest_wait, Math.round(wait * factor ** (attempt - 1)))
}
