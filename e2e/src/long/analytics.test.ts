import { lastBuild } from '@lakehouse/contracts/api/analytics.ts'
import { lineage } from '@lakehouse/contracts/api/lineage.ts'
import { ledgerFolder } from '@lakehouse/contracts/ledger.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { expect, test } from 'vitest'
import { buildAnalytics } from '../lib/analytics.ts'
import { ask } from '../lib/api.ts'
import { unique } from '../lib/events.ts'
import { payoutsFromKafka } from '../lib/payouts.ts'
import { query } from '../lib/trino.ts'

// Real builds: dbt is installed at the first where it is not yet.
const BUILD_MS = 900_000

test('a build of everything is green and published', { timeout: BUILD_MS }, async () => {
  const { code, build } = await buildAnalytics()
  expect(build.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(build).toMatchObject({ outcome: 'published', failed: 0, skipped: 0 })
  expect(code).toBe(0)
  expect(build.published).toHaveLength(7)
  expect(build.checks.map(({ name }) => name)).toContain('city_metrics_in_postgresql_equals_the_mart')
})

test('payouts equal a computation from Kafka and the producer’s ledger, to the cent', {
  timeout: BUILD_MS,
}, async () => {
  const { build } = await buildAnalytics()
  expect(build.outcome).toBe('published')
  // The project is the one of the build before: its unit tests passed and read no data.
  expect(build.unitTestsPassedAt).not.toBeNull()
  expect(build.checks.filter(({ kind }) => kind === 'unit test')).toEqual([])
  const offsets = new Map(
    (await query('analytics_offsets')).map(([partition, last]) => [Number(partition), Number(last)]),
  )
  const published = await query('analytics_payouts')
  const computed = await payoutsFromKafka(offsets, ledgerFolder(lakehouseHome(process.env)))
  expect(computed.acknowledged).toBeGreaterThan(0)
  expect(computed.missing).toEqual([])
  const mart = published.map(([driver, day, trips, fares, payout]) => [
    `${driver} ${day}`,
    [trips, fares, payout].map(Number),
  ])
  const expected = [...computed.days].map(([key, { trips, fareCents, payoutCents }]) => [
    key,
    [trips, fareCents, payoutCents],
  ])
  expect(mart.length).toBeGreaterThan(0)
  expect(Object.fromEntries(mart)).toEqual(Object.fromEntries(expected))
})

test('a corrupted source row stops the publication and is shown; the marts stay as they are', {
  timeout: BUILD_MS,
}, async () => {
  const ride = unique('corrupt-ride')
  const before = await query('analytics_hashes')
  await query('analytics_corrupt', [ride], 'operator')
  try {
    const { code, build } = await buildAnalytics()
    expect(code).toBe(1)
    expect(build.outcome).toBe('failed')
    expect(build.published).toEqual([])
    const problem = build.problems.find(({ name }) => name === 'ride_event_fare_belongs_to_completion')
    expect(problem).toMatchObject({ severity: 'error', failures: 1, rows: [{ ride_id: ride, status: 'COMPLETED' }] })
    expect(problem?.storedIn).toContain('ride_event_fare_belongs_to_completion')
    expect(build.skipped).toBeGreaterThan(0)
    expect(await query('analytics_hashes')).toEqual(before)

    const shown = await ask('/api/analytics/build', lastBuild)
    expect(shown.build?.buildId).toBe(build.buildId)
    const graph = await ask('/api/lineage', lineage)
    expect(graph.nodes.find(({ id }) => id === 'model:stg_ride_events')?.state).toBe('failed')
  } finally {
    await query('analytics_repair', [ride], 'operator')
  }
  const { build } = await buildAnalytics()
  expect(build.outcome).toBe('published')
})
