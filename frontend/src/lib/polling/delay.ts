const LONGEST_MS = 30_000
const JITTER = 0.1

/** A number in [0, 1) that is always the same for the same text (FNV-1a, its bits mixed once more). */
function fraction(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return ((value ^ (value >>> 12)) >>> 0) / 2 ** 32
}

/**
 * Milliseconds to the next poll: the page's interval, doubled for each failure in a row up to 30 s, ± 10 % so that
 * viewers and panels spread out. The jitter follows from `seed`, because a delay that changed with every render
 * would start the timer anew each time and never end.
 */
export function pollDelay(intervalMs: number, failures: number, seed: string): number {
  const base = failures === 0 ? intervalMs : Math.min(intervalMs * 2 ** failures, Math.max(LONGEST_MS, intervalMs))
  return Math.round(base * (1 - JITTER + 2 * JITTER * fraction(seed)))
}
