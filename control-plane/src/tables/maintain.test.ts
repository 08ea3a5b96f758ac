import { expect, it } from 'vitest'
import { Failure, NotFound } from '../errors.ts'
import type { TablesContext } from './context.ts'
import { TableMaintenance } from './maintain.ts'

/** Maintenance over a catalog whose table cannot be loaded. */
function maintenanceWithout(error: Error): TableMaintenance {
  const catalog = { load: () => Promise.reject(error) }
  return new TableMaintenance({ catalog, neededJobs: async () => [] } as unknown as TablesContext)
}

it('takes a table that was dropped since it was listed for nothing, and no other failure', async () => {
  const gone = new NotFound('there is no Iceberg table "ride_hailing_audit.a"', '')
  expect(await maintenanceWithout(gone).observeListed('ride_hailing_audit.a')).toBeNull()
  const unread = new Failure('reading s3://a/b.metadata.json', '')
  await expect(maintenanceWithout(unread).observeListed('ride_hailing_audit.a')).rejects.toThrowError(unread)
})
