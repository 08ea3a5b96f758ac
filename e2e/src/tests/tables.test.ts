import type { MaintenancePlan } from '@lakehouse/contracts/api/tables.ts'
import { expect, test } from 'vitest'
import { tables, tablesAnswer } from '../lib/tables-cli.ts'

const TABLE = 'iceberg_ride_events'

test('a dry run says what would be done and does nothing', async () => {
  const { tables: plans } = await tablesAnswer<{ tables: MaintenancePlan[] }>('maintain', TABLE, '--dry-run')
  const optimizing = plans[0]?.actions.find(({ action }) => action === 'optimize')
  expect(optimizing?.would).toMatch(/^would rewrite \d+ files|^nothing to rewrite/)
})

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
