import type { Check } from './checks.ts'

export interface Verdict {
  /** Whether `npm start` can work on this machine now. */
  readonly ready: boolean
  /** Missing, and needed now. */
  readonly missing: readonly string[]
}

/** Judges the checks. With a full cache nothing is fetched or built, so those tools may be missing; tests never count. */
export function judge(checks: readonly Check[], cacheIsFull: boolean): Verdict {
  const missing = checks
    .filter(({ found, neededTo }) => found === null && (neededTo === 'start' || (neededTo === 'fetch' && !cacheIsFull)))
    .map(({ name }) => name)
  return { ready: missing.length === 0, missing }
}
