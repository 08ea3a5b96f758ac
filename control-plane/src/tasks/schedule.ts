import { Cron } from 'croner'
import type { Schedule } from './definition.ts'

/** A run that begins this much after its due time, milliseconds, is still on time; a later one was missed. */
export const ON_TIME_MS = 90_000
/** A clock that went back by more than this was set, not corrected, milliseconds. */
const CLOCK_SET_MS = 60_000

const crons = new Map<string, Cron>()

function cronOf({ cron, time_zone }: Pick<Schedule, 'cron' | 'time_zone'>): Cron {
  const key = `${cron} ${time_zone}`
  const known = crons.get(key)
  if (known !== undefined) return known
  // Paused and without a function: croner only computes, when to run is decided here from the wall clock.
  const made = new Cron(cron, { timezone: time_zone, mode: '5-part', paused: true })
  made.nextRun() // an unknown time zone shows only here
  crons.set(key, made)
  return made
}

/** Why these cannot be followed, or null when they can. */
export function scheduleProblem(schedule: Pick<Schedule, 'cron' | 'time_zone'>): string | null {
  try {
    return cronOf(schedule).nextRun() === null ? 'is never due' : null
  } catch (error) {
    return (error as Error).message
  }
}

/**
 * The first due time after `after`, milliseconds since 1970. A local time that a change to summer time leaves out is due
 * when it is left out; one that a change back repeats is due once.
 */
export function nextDue(schedule: Pick<Schedule, 'cron' | 'time_zone'>, after: number): number | null {
  return cronOf(schedule).nextRun(new Date(after))?.getTime() ?? null
}

export interface Due {
  /** Up to when due times are settled: the next look begins here. */
  readonly settled: number
  /** The due time to run for, if any. */
  readonly at: number | null
  /** Whether it had been missed and is made up for. */
  readonly late: boolean
  /** What should be told: missed times left out, a clock that went back. */
  readonly note: string | null
}

/**
 * What is due at `now`, when everything up to `settled` is. However many times were missed, at most one run comes of
 * it. A schedule never seen before (`settled` null) begins now. A clock that is set back starts over from its new time.
 */
export function dueAt(schedule: Schedule, settled: number | null, now: number): Due {
  if (settled === null) return { settled: now, at: null, late: false, note: null }
  if (now < settled - CLOCK_SET_MS) {
    const note = `the clock went back from ${iso(settled)} to ${iso(now)}; due times count from there`
    return { settled: now, at: null, late: false, note }
  }
  const first = nextDue(schedule, settled)
  if (first === null || first > now) return { settled, at: null, late: false, note: null }
  const onTime = nextDue(schedule, Math.max(settled, now - ON_TIME_MS - 1))
  if (onTime !== null && onTime <= now) return { settled: now, at: onTime, late: false, note: null }
  if (schedule.missed === 'once') return { settled: now, at: first, late: true, note: null }
  return { settled: now, at: null, late: false, note: `left out what was due since ${iso(first)}` }
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
