import { z } from 'zod'

/** Identifiers are opaque non-empty strings. */
export const identifier = z.string().min(1)
/** For consumers a city never seen before is as good as any. */
export const city = z.string().min(1)
/** The producer writes an H3 cell of resolution 7; for consumers it is opaque. */
export const zoneId = z.string().min(1)
export const latitude = z.number().min(-90).max(90)
export const longitude = z.number().min(-180).max(180)
/** ISO-8601 UTC with exactly milliseconds, a date that exists: `2026-01-31T23:59:59.999Z`. */
export const eventTime = z.iso.datetime({ precision: 3 })
