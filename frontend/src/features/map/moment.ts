/** How far back the map can be turned, minutes: what the driver topic surely keeps and a person can survey. */
export const REACH_MINUTES = 60
export const STEP_SECONDS = 10

const STEP_MS = STEP_SECONDS * 1_000
const REACH_MS = REACH_MINUTES * 60_000
/** Nearer to now than this, the newest windows are not closed yet: the map is live instead. */
const LIVE_MS = 20_000

/** The moment in the address; null for anything that is none, or that is not yet. */
export function parseMoment(text: string, now: number): number | null {
  const at = Date.parse(text)
  if (Number.isNaN(at) || at > now) return null
  return onStep(at)
}

const onStep = (at: number) => Math.floor(at / STEP_MS) * STEP_MS

/** How many steps before now a moment is, for the slider: 0 is live. */
export function stepsBack(at: number | null, now: number): number {
  return at === null ? 0 : Math.min(REACH_MS / STEP_MS, Math.floor((now - at) / STEP_MS))
}

/** The moment so many steps before now; null for live. */
export function momentOf(steps: number, now: number): number | null {
  const at = onStep(now - steps * STEP_MS)
  return now - at < LIVE_MS ? null : at
}

export const MOST_STEPS = REACH_MS / STEP_MS
