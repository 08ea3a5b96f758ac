import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import {
  EARTH_RADIUS_KM,
  RIDE_STATE_HORIZON_S,
  SURGE_MAX,
  SURGE_MIN,
  SURGE_SLIDE_S,
  SURGE_WINDOW_S,
} from '@lakehouse/contracts/semantics.ts'
import { LATE_AFTER_MS } from '@lakehouse/contracts/topics.ts'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const read = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8')
const flink = read('flink', 'sql', 'views', '05_surge.sql')
const variables: Record<string, unknown> = parse(read('dbt', 'dbt_project.yml')).vars
const sqlite = new DatabaseSync(':memory:')

/** The one `CASE … END` of a text; its arithmetic on whole numbers is the same in Flink, Trino and SQLite. */
function caseExpression(text: string): string {
  const found = /\bcase\b[\s\S]*\bend\b/i.exec(text.replaceAll(/--.*|\{#[\s\S]*?#\}/g, ''))
  if (found === null) throw new Error('no CASE expression')
  return found[0]
}

/** dbt's macro as the SQL it becomes, in SQLite's words. */
function dbtExpression(): string {
  return caseExpression(read('dbt', 'macros', 'surge.sql'))
    .replaceAll(/\{\{ var\("(\w+)"\) \}\}/g, (_, name: string) => String(variables[name]))
    .replaceAll('{{ demand }}', 'demand_count')
    .replaceAll('{{ supply }}', 'supply_count')
    .replaceAll(/decimal '([\d.]+)'/g, '$1')
    .replaceAll('least(', 'min(')
    .replaceAll('greatest(', 'max(')
}

function hundredths(expression: string, demand: number, supply: number): number {
  const sql = `SELECT ${expression} AS multiplier FROM (SELECT ? AS demand_count, ? AS supply_count)`
  // A BigInt is bound as a whole number, a number as a fraction.
  return Math.round(Number(sqlite.prepare(sql).get(BigInt(demand), BigInt(supply))?.multiplier) * 100)
}

/** demand / supply within the contract's bounds, half-up, in whole hundredths. */
function defined(demand: number, supply: number): number {
  if (supply === 0) return SURGE_MAX * 100
  return Math.min(Math.max(Math.floor((200 * demand + supply) / (2 * supply)), SURGE_MIN * 100), SURGE_MAX * 100)
}

test.each([
  ['Flink', caseExpression(flink)],
  ['dbt', dbtExpression()],
])('%s clamps and rounds surge as the contract does', (_, expression) => {
  const differences: string[] = []
  for (let supply = 0; supply <= 60; supply++) {
    for (let demand = supply === 0 ? 1 : 0; demand <= 200; demand++) {
      const [found, expected] = [hundredths(expression, demand, supply), defined(demand, supply)]
      if (found !== expected) differences.push(`${demand}/${supply}: ${found}, not ${expected}`)
    }
  }
  expect(differences).toEqual([])
})

test('Flink’s surge windows have the contract’s size and slide', () => {
  const hop = /HOP\(.*INTERVAL '(\d+)' SECOND, INTERVAL '(\d+)' SECOND/.exec(flink)
  expect(hop?.slice(1).map(Number)).toEqual([SURGE_SLIDE_S, SURGE_WINDOW_S])
})

test('dbt’s numbers are the contract’s', () => {
  expect(variables).toEqual({
    surge_window_seconds: SURGE_WINDOW_S,
    surge_slide_seconds: SURGE_SLIDE_S,
    surge_min: SURGE_MIN,
    surge_max: SURGE_MAX,
    ride_state_horizon_hours: RIDE_STATE_HORIZON_S / 3600,
    late_after_seconds: LATE_AFTER_MS / 1000,
    earth_radius_km: EARTH_RADIUS_KM,
    driver_share: '0.80',
  })
})
