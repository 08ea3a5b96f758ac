import type { MaintenancePlan, MaintenanceRun, TableSnapshots } from '@lakehouse/contracts/api/tables.ts'
import { expect, test, vi } from 'vitest'
import { rideEvent, unique } from '../lib/events.ts'
import { publishRides } from '../lib/publish.ts'
import { run } from '../lib/run.ts'
import { query } from '../lib/trino.ts'

// Upkeep runs by itself in the control plane, so a table may be busy at any moment; what a test asks for it asks again.

const TABLE = 'iceberg_ride_events'
const RIDES = 20
const minutes = (count: number) => count * 60_000

const tables = (...args: string[]) =>
  run(process.execPath, ['control-plane/src/cli/tables.ts', ...args], { deadlineMs: minutes(6) })

async function answer<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await tables(...args, '--json')
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as T
}

/** Waits for its turn when the table is being maintained. */
function optimize(): Promise<MaintenanceRun> {
  return vi.waitFor(
    async () => {
      const done = await answer<{ tables: { runs: MaintenanceRun[] }[] }>('maintain', TABLE, '--action', 'optimize')
      const [taken] = done.tables[0]?.runs ?? []
      if (taken === undefined) throw new Error('nothing was done')
      return taken
    },
    { timeout: minutes(3), interval: 2_000 },
  )
}

const statesOf = async (rides: readonly string[]) => {
  const rows = await Promise.all(rides.map((ride) => query('ride', [ride])))
  return rows.map((found) => found.map((row) => row[6]))
}

const ridesThen = async (snapshot: string) => (await query('rides_then', [snapshot]))[0]

test(
  'maintenance of a table that Flink writes loses no row, and old versions stay as they were',
  async () => {
    const rides = Array.from({ length: RIDES }, () => rideEvent({ ride_id: unique('kept') }))
    await publishRides(rides)
    const ids = rides.map(({ ride_id }) => ride_id)
    await vi.waitFor(async () => expect(await statesOf(ids)).toEqual(ids.map(() => ['REQUESTED'])), {
      timeout: minutes(2),
      interval: 2_000,
    })
    const { snapshots } = await answer<TableSnapshots>('snapshots', TABLE, '--limit', '3')
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
    await vi.waitFor(async () => expect(await statesOf(ids)).toEqual(ids.map(() => ['CANCELLED'])), {
      timeout: minutes(2),
      interval: 2_000,
    })
  },
  minutes(8),
)

test('a dry run says what would be done and does nothing', async () => {
  const { tables: plans } = await answer<{ tables: MaintenancePlan[] }>('maintain', TABLE, '--dry-run')
  const optimizing = plans[0]?.actions.find(({ action }) => action === 'optimize')
  expect(optimizing?.would).toMatch(/^would rewrite \d+ files|^nothing to rewrite/)
})

test(
  'an upsert table is laid out anew while it is written, and every ride stays one row',
  async () => {
    const ride = rideEvent({ ride_id: unique('moved') })
    await publishRides([ride])
    await vi.waitFor(async () => expect(await statesOf([ride.ride_id])).toEqual([['REQUESTED']]), {
      timeout: minutes(2),
      interval: 2_000,
    })
    try {
      const { code, stderr } = await tables('repartition', TABLE, 'bucket(ride_id, 8)')
      expect(code, stderr).toBe(0)
      await publishRides([{ ...ride, event_id: unique('event'), status: 'CANCELLED', sequence: 2 }])
      await vi.waitFor(async () => expect(await statesOf([ride.ride_id])).toEqual([['CANCELLED']]), {
        timeout: minutes(2),
        interval: 2_000,
      })
    } finally {
      const { code, stderr } = await tables('repartition', TABLE, 'bucket(ride_id, 4)')
      expect(code, stderr).toBe(0)
    }
  },
  minutes(14),
)

test.each([
  [['show', 'no_such_table'], 'no_such_table'],
  [['repartition', TABLE, 'day(updated_at)'], 'no part of the key'],
  [['repartition', TABLE, 'bucket(nothing, 4)'], 'no column'],
  [['rollback', TABLE, '1'], 'no snapshot 1'],
])('%j is wrong use', async (args, reason) => {
  const { code, stderr } = await tables(...args)
  expect(stderr).toContain(reason)
  expect(code).toBe(2)
})
