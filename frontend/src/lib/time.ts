import type { Settings } from './settings.ts'

type TimeZone = Settings['timeZone']

const clocks = new Map<string, Intl.DateTimeFormat>()

function clock(timeZone: TimeZone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([timeZone, options])
  let format = clocks.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, {
      hourCycle: 'h23',
      ...(timeZone === 'utc' ? { timeZone: 'UTC' } : {}),
      ...options,
    })
    clocks.set(key, format)
  }
  return format
}

/** `14:03:20` in the chosen zone. */
export function formatClock(epochMs: number, timeZone: TimeZone): string {
  return clock(timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(epochMs)
}

/** `14:03` in the chosen zone. */
export function formatMinute(epochMs: number, timeZone: TimeZone): string {
  return clock(timeZone, { hour: '2-digit', minute: '2-digit' }).format(epochMs)
}

/** `21 Nov, 14:03` in the chosen zone, for what spans days. */
export function formatDayMinute(epochMs: number, timeZone: TimeZone): string {
  return clock(timeZone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(epochMs)
}

/** Date, time and zone, as long as it takes to be unmistakable. */
export function formatFull(epochMs: number, timeZone: TimeZone): string {
  return clock(timeZone, { dateStyle: 'medium', timeStyle: 'long' }).format(epochMs)
}

/** `8 s`, `4 min`, `3 h`, `2 d`: the largest unit of an age, where room is scarce. */
export function formatAgeShort(ms: number): string {
  return formatAge(ms).split(' ', 2).join(' ')
}

/** `212 ms`, `4.0 s` of a duration. */
export function formatDuration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}

/** `8 s`, `4 min 12 s`, `3 h 5 min`, `2 d 4 h`; a negative age (clocks that differ) is `0 s`. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}
