import { z } from 'zod'

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `30s`, `5m`, `2h`, `1d`, read as milliseconds. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'must be a time such as 30s, 5m, 2h or 1d')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS])

/** `30 s`, `5 min`, `2 h`, `1 d`: the largest unit that says it without a fraction. */
export function inWords(ms: number): string {
  if (ms % UNITS.d === 0) return `${ms / UNITS.d} d`
  if (ms % UNITS.h === 0) return `${ms / UNITS.h} h`
  if (ms % UNITS.m === 0) return `${ms / UNITS.m} min`
  return `${Number((ms / UNITS.s).toFixed(1))} s`
}
