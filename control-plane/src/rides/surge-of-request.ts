import type { RideTrace } from '@lakehouse/contracts/api/rides.ts'
import { SURGE_SLIDE_S, SURGE_WINDOW_S } from '@lakehouse/contracts/semantics.ts'

const SLIDE_MS = SURGE_SLIDE_S * 1_000
const WINDOW_MS = SURGE_WINDOW_S * 1_000

/** The end of the last window that had closed at a moment; one that ends exactly then has. Milliseconds. */
export const lastClosedEnd = (moment: number) => Math.floor(moment / SLIDE_MS) * SLIDE_MS

/** Ends of the windows that a moment lies in, oldest first; a window's start belongs to it, its end does not. */
export function endsOfWindowsAround(moment: number): number[] {
  const newestStart = lastClosedEnd(moment)
  const count = WINDOW_MS / SLIDE_MS
  return Array.from({ length: count }, (_, index) => newestStart - (count - 1 - index) * SLIDE_MS + WINDOW_MS)
}

type Window = RideTrace['windows'][number]
export interface WindowRow {
  readonly window_end: string
  readonly demand_count: string
  readonly supply_count: string
  readonly surge_multiplier: string
}

/** The windows around a request, with the rows there are. */
export function windowsOf(requestedAt: number, rows: readonly WindowRow[]): Window[] {
  const byEnd = new Map(rows.map((row) => [Date.parse(row.window_end), row]))
  return endsOfWindowsAround(requestedAt).map((end) => {
    const row = byEnd.get(end)
    return {
      window_start: new Date(end - WINDOW_MS).toISOString(),
      window_end: new Date(end).toISOString(),
      demand_count: row?.demand_count ?? null,
      supply_count: row?.supply_count ?? null,
      surge_multiplier: row?.surge_multiplier ?? null,
    }
  })
}

/** The multiplier that applied to a request: final once the zones have got past its window. */
export function surgeOf(
  requestedAt: number,
  rows: readonly WindowRow[],
  newestWindowEnd: number | null,
): RideTrace['surge'] {
  const end = lastClosedEnd(requestedAt)
  const row = rows.find((candidate) => Date.parse(candidate.window_end) === end)
  return {
    surge_multiplier: row?.surge_multiplier ?? '1.00',
    window_end: new Date(end).toISOString(),
    has_row: row !== undefined,
    closed: row !== undefined || (newestWindowEnd !== null && newestWindowEnd > end),
  }
}
