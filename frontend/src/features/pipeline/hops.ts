import type { Pipeline } from '@lakehouse/contracts/api/pipeline.ts'

export interface HopShown {
  readonly id: string
  readonly name: string
  readonly job: string | null
  readonly delayMs: number | null
  readonly basis: string
  readonly remedy: string
}

/** The hops that the control plane knows, and the one that only the browser does: its own polling. */
export function shownHops(hops: Pipeline['hops'], refreshMs: number): HopShown[] {
  const known = hops.map(({ delay_ms, ...hop }) => ({ ...hop, delayMs: delay_ms }))
  return [
    ...known,
    {
      id: 'show',
      name: 'Until this page asks',
      job: null,
      delayMs: refreshMs / 2,
      basis: 'estimate: half the time between two polls of this page',
      remedy: 'a shorter refresh interval in Settings',
    },
  ]
}

/** The one that takes longest; null while the control plane knows too little to tell. */
export function slowestHop(hops: readonly HopShown[], told: string | null): HopShown | null {
  if (told === null) return null
  return hops.toSorted((a, b) => (b.delayMs ?? -1) - (a.delayMs ?? -1))[0] ?? null
}

/** What is known of all together; a lower bound while one is not known. */
export function totalMs(hops: readonly HopShown[]): number {
  return hops.reduce((sum, { delayMs }) => sum + (delayMs ?? 0), 0)
}
