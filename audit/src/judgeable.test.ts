import { topics } from '@lakehouse/contracts/topics.ts'
import { describe, expect, it } from 'vitest'
import { rowJudge } from './judgeable.ts'
import type { AuditedTable } from './oracle/expectation.ts'
import { type Cell, timeCell } from './oracle/table-row.ts'
import { auditedTables, comparedTable } from './tables.ts'

const WHOLE = Date.parse('2026-03-01T12:00:05.001Z')
const ranges = [{ topic: topics.rideEvents.name, partition: 1, from: 100, to: 200 }]
const rowWith = (table: AuditedTable, cells: Record<string, Cell>): Cell[] =>
  comparedTable(table).columns.map((column) => cells[column] ?? null)

it.each(auditedTables)('every row of %s is judged when retention has cut nothing', (table) => {
  const row = rowWith(table, { kafka_partition: '1', kafka_offset: '0', topic: topics.rideEvents.name })
  expect(rowJudge(table, { whole: Number.NEGATIVE_INFINITY }, [])(row)).toBe(true)
})

describe('after a cut', () => {
  it.each([
    ['iceberg_ride_events', 'requested_at', '2026-03-01T12:00:05.001Z'],
    ['iceberg_driver_locations', 'event_time', '2026-03-01T12:01:00.000Z'],
    ['iceberg_ride_matches', 'requested_at', '2026-03-01T12:06:00.000Z'],
    ['iceberg_surge_pricing', 'window_start', '2026-03-01T12:00:05.001Z'],
    ['iceberg_city_metrics', 'window_start', '2026-03-01T12:00:05.001Z'],
    ['postgres.city_metrics', 'last_updated', '2026-03-01T12:01:05.001Z'],
  ] as const)('%s is judged by its %s from %s on', (table, column, from) => {
    const isJudged = rowJudge(table, { whole: WHOLE }, ranges)
    expect(isJudged(rowWith(table, { [column]: timeCell(Date.parse(from)) }))).toBe(true)
    expect(isJudged(rowWith(table, { [column]: timeCell(Date.parse(from) - 1) }))).toBe(false)
  })

  it.each(['iceberg_ride_event_log', 'iceberg_late_events', 'iceberg_dead_letters'] as const)(
    '%s is judged by offset',
    (table) => {
      const isJudged = rowJudge(table, { whole: WHOLE }, ranges)
      const row = (kafka_offset: string): Cell[] =>
        rowWith(table, { topic: topics.rideEvents.name, kafka_partition: '1', kafka_offset })
      expect([isJudged(row('99')), isJudged(row('100'))]).toEqual([false, true])
    },
  )
})
