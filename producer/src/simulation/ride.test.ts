import { expect, it } from 'vitest'
import { cities } from './city.ts'
import { Random } from './random.ts'
import { Ride } from './ride.ts'
import { positionIn, zonesOf } from './zone.ts'

const city = cities[0] as (typeof cities)[number]
const [from, to] = zonesOf(city, 2)

function ride(): Ride {
  if (from === undefined || to === undefined) throw new Error('two zones are needed')
  const random = new Random(1, 'ride')
  const trip = {
    rider: { id: 'rider-1', patience: 1 },
    from,
    to,
    pickup: positionIn(from, random),
    dropoff: positionIn(to, random),
    fare: 12.5,
  }
  return new Ride('ride-1', trip, '2026-11-21T14:00:00.000Z')
}

it('carries the driver from acceptance on and the fare only at the end', () => {
  const one = ride()
  expect(one.request('e1')).toMatchObject({ status: 'REQUESTED', sequence: 1, driver_id: null, fare: null })
  const accepted = one.accept('driver-1', 'e2', '2026-11-21T14:00:04.000Z')
  expect(accepted).toMatchObject({ status: 'ACCEPTED', sequence: 2, driver_id: 'driver-1', fare: null })
  const completed = one.complete('e3', '2026-11-21T14:01:00.000Z')
  expect(completed).toMatchObject({ status: 'COMPLETED', sequence: 3, driver_id: 'driver-1', fare: 12.5 })
})

it('refuses a step that no ride can take', () => {
  const one = ride()
  expect(() => one.complete('e1', '2026-11-21T14:00:00.000Z')).toThrow('cannot be COMPLETED')
  one.request('e1')
  one.cancel('e2', '2026-11-21T14:00:04.000Z')
  expect(() => one.accept('driver-1', 'e3', '2026-11-21T14:00:05.000Z')).toThrow('is CANCELLED and cannot be ACCEPTED')
})
