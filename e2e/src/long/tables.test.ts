import type { MaintenanceRun, TableSnapshots } from '@lakehouse/contracts/api/tables.ts'
import { expect, test, vi } from 'vitest'
import { rideEvent, unique } from '../lib/events.ts'
import { patient } from '../lib/patience.ts'
import { publishRides } from '../lib/publish.ts'
import { tables, tablesAnswer } from '../lib/tables-cli.ts'
import { query } from '../lib/trino.ts'

// Upkeep runs by itself in the control plane, so a table may be busy at any moment; what a test asks for it asks again.

const TABLE = 'iceberg_ride_events'
const RIDES = 20

/** Waits for its turn when the table is being maintained. */
function optimize(): Promise<MaintenanceRun> {
  return vi.waitFor(async () => {
    const done = await tablesAnswer<{ tables: { runs: MaintenanceRun[] }[] }>('maintain', TABLE, '--action', 'optimize')
    const [taken] = done.tables[0]?.runs ?? []
    if (taken === undefined) throw new Error('nothing was done')
    return taken
  }, patient)
}

const statesOf = async (rides: readonly string[]) => {
  const rows = await Promise.all(rides.map((ride) => query('ride', [ride])))
  return rows.map((found) => found.map((row) => row[6]))
}

const ridesThen = async (snapshot: string) => (await query('rides_then', [snapshot]))[0]

test('maintenance of a table that Flink writes loses no row, and old versions stay as they were', async () => {
  const rides = Array.from({ length: RIDES }, () => rideEvent({ ride_id: unique('kept') }))
  await publishRides(rides)
  const ids = rides.map(({ ride_id }) => ride_id)
  await vi.waitFor(async () => expect(await statesOf(ids)).toEqual(ids.map(() => ['REQUESTED'])), patient)
  const { snapshots } = await tablesAnswer<TableSnapshots>('snapshots', TABLE, '--limit', '3')
  const then = snapshots[1]?.snapshot_id ?? ''
  const before = await ridesThen(then)

  // Some of them change while the rewrite goes on.
  const changed = publishRides(
    rides.map((ride) => ({ ...ride, event_id: unique('event'), status: 'CANCELLED' as const, sequence: 2 })),
  )
  const { outcome, detail, after } = await optimize()
  await changed

  expect(outcome, detail ?? '').toBe('done')
  expect(after?.data_files).toBeGreaterThan(0)
  expect(await ridesThen(then)).toEqual(before)
  await vi.waitFor(async () => expect(await statesOf(ids)).toEqual(ids.map(() => ['CANCELLED'])), patient)
}, 1_800_000)

test('an upsert table is laid out anew while it is written, and every ride stays one row', async () => {
  const ride = rideEvent({ ride_id: unique('moved') })
  await publishRides([ride])
  await vi.waitFor(async () => expect(await statesOf([ride.ride_id])).toEqual([['REQUESTED']]), patient)
  try {
    const { code, stderr } = await tables('repartition', TABLE, 'bucket(ride_id, 8)')
    expect(code, stderr).toBe(0)
    await publishRides([{ ...ride, event_id: unique('event'), status: 'CANCELLED', sequence: 2 }])
    await vi.waitFor(async () => expect(await statesOf([ride.ride_id])).toEqual([['CANCELLED']]), patient)
  } finally {
    const { code, stderr } = await tables('repartition', TABLE, 'bucket(ride_id, 4)')
    expect(code, stderr).toBe(0)
  }
}, 1_800_000)
