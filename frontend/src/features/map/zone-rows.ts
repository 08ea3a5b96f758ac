import type { DriverPosition } from '@lakehouse/contracts/api/drivers.ts'
import type { ZoneSurge } from '@lakehouse/contracts/api/overview.ts'

/** One zone: its newest closed window, and who is in it by the newest pings. */
export interface ZoneRow {
  readonly zone_id: string
  readonly window: ZoneSurge | null
  readonly available: number
  readonly on_trip: number
}

/** Every zone that has a window or a driver, in order of name. */
export function zoneRows(zones: readonly ZoneSurge[], drivers: readonly DriverPosition[]): ZoneRow[] {
  const windows = new Map(zones.map((zone) => [zone.zone_id, zone]))
  const inZone = Map.groupBy(drivers, (driver) => driver.zone_id)
  return [...new Set([...windows.keys(), ...inZone.keys()])].sort().map((zoneId) => {
    const here = inZone.get(zoneId) ?? []
    return {
      zone_id: zoneId,
      window: windows.get(zoneId) ?? null,
      available: here.filter(({ status }) => status === 'AVAILABLE').length,
      on_trip: here.filter(({ status }) => status === 'ON_TRIP').length,
    }
  })
}
