import { expect, it } from 'vitest'
import { NotFound } from '../errors.ts'
import type { TablesContext } from './context.ts'
import { TableMaintenance } from './maintain.ts'

const gone = new NotFound('there is no Iceberg table "ride_hailing_audit.a"', '')

/** Maintenance over a catalog whose table cannot be loaded, and still is there or not. */
function maintenanceOf(there: boolean): TableMaintenance {
  const catalog = { load: () => Promise.reject(gone), has: async () => there }
  return new TableMaintenance({ catalog, neededJobs: async () => [] } as unknown as TablesContext)
}

it('takes a table that was dropped since it was listed for nothing, and no other failure', async () => {
  expect(await maintenanceOf(false).observeListed('ride_hailing_audit.a')).toBeNull()
  await expect(maintenanceOf(true).observeListed('ride_hailing_audit.a')).rejects.toThrowError(gone)
})
