import { z } from 'zod'

/**
 * Opaque, not empty, and text that both UTF-8 and PostgreSQL can store: a lone surrogate would become `?` and merge two
 * identifiers, a NUL is refused by PostgreSQL and would stop the job that writes it.
 */
const storableText = z
  .string()
  .min(1)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must hold neither NUL nor half a surrogate pair')
export const identifier = storableText
/** For consumers a city never seen before is as good as any. */
export const city = storableText
/** The producer writes an H3 cell of resolution 7; for consumers it is opaque. */
export const zoneId = storableText
export const latitude = z.number().min(-90).max(90)
export const longitude = z.number().min(-180).max(180)
/** ISO-8601 UTC with exactly milliseconds, a date that exists: `2026-01-31T23:59:59.999Z`. */
export const eventTime = z.iso.datetime({ precision: 3 })
