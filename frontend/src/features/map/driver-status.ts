import type { DriverPosition } from '@lakehouse/contracts/api/drivers.ts'
import type { DriverStatus } from '@lakehouse/contracts/events/driver-location.ts'

/** How each status is called and drawn: colour and shape, never colour alone. */
export const driverLooks = {
  AVAILABLE: { label: 'available', color: 'var(--category-4)', shape: 'circle' },
  ON_TRIP: { label: 'on a trip', color: 'var(--category-2)', shape: 'diamond' },
  OFFLINE: { label: 'offline', color: 'var(--text-muted)', shape: 'ring' },
} as const satisfies Record<DriverStatus, { label: string; color: string; shape: 'circle' | 'diamond' | 'ring' }>

export const driverStatusOrder = Object.keys(driverLooks) as readonly DriverStatus[]

/** Which drivers the map shows. */
export const driverChoices = ['all', 'AVAILABLE', 'ON_TRIP', 'none'] as const
export type DriverChoice = (typeof driverChoices)[number]

export function shownDrivers(drivers: readonly DriverPosition[], choice: DriverChoice): readonly DriverPosition[] {
  if (choice === 'none') return []
  return choice === 'all' ? drivers : drivers.filter(({ status }) => status === choice)
}

/** How many drivers of each status. */
export function countByStatus(drivers: readonly DriverPosition[]): Readonly<Record<DriverStatus, number>> {
  const counts = { AVAILABLE: 0, ON_TRIP: 0, OFFLINE: 0 }
  for (const { status } of drivers) counts[status] += 1
  return counts
}
