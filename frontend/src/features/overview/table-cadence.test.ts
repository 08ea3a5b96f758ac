// @vitest-environment node
import { icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { expect, it } from 'vitest'
import { freshnessVerdict } from './table-cadence.ts'

const now = Date.parse('2026-11-21T10:00:00.000Z')
const verdict = (table: string, ageSeconds: number) => freshnessVerdict(table, now - ageSeconds * 1_000, now)

it('judges each table by how often it normally changes', () => {
  expect(verdict('iceberg_ride_events', 15)).toBe('fresh')
  expect(verdict('iceberg_ride_events', 60)).toBe('slow')
  expect(verdict('iceberg_ride_events', 120)).toBe('old')
  expect(verdict('iceberg_city_metrics', 70)).toBe('fresh')
  expect(verdict('iceberg_city_metrics', 600)).toBe('old')
})

it('finds no fault in silence where events are rare', () => {
  expect(verdict('iceberg_dead_letters', 86_400)).toBe('idle')
  expect(verdict('a_table_of_tomorrow', 86_400)).toBe('idle')
})

it('tells a table without rows from an old one', () => {
  expect(freshnessVerdict('iceberg_ride_events', null, now)).toBe('never')
})

it('knows every table of the contract', () => {
  for (const table of icebergTableNames) expect(verdict(table, 0)).toMatch(/fresh|idle/)
})
