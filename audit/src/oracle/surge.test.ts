import { describe, expect, it } from 'vitest'
import { SurgeWindows, surgeMultiplier } from './surge.ts'
import { at, ping, ride } from './testing.ts'

const EVER = Number.POSITIVE_INFINITY
const clock = (time: number): string => new Date(time).toISOString().slice(11, 23)

describe('multiplier', () => {
  it.each([
    [1, 1, '1.00'],
    [1, 2, '1.00'],
    [0, 5, '1.00'],
    [3, 2, '1.50'],
    [4, 3, '1.33'],
    [5, 3, '1.67'],
    [201, 200, '1.01'],
    [2009, 2000, '1.00'],
    [225, 200, '1.13'],
    [2999, 1000, '3.00'],
    [2994, 1000, '2.99'],
    [9, 3, '3.00'],
    [10, 3, '3.00'],
    [1, 0, '3.00'],
  ])('%i riders for %i drivers: %s', (demand, supply, multiplier) => {
    expect(surgeMultiplier(demand, supply)).toBe(multiplier)
  })
})

describe('windows', () => {
  it('hold an event from their start on and end before their end', () => {
    const surge = new SurgeWindows()
    surge.request(ride(), at('2026-03-01T12:00:00.000Z'))
    const starts = [...surge.close(EVER)].map(({ start, end }) => `${clock(start)} ${clock(end)}`)
    expect(starts).toEqual([
      '11:59:10.000 12:00:10.000',
      '11:59:20.000 12:00:20.000',
      '11:59:30.000 12:00:30.000',
      '11:59:40.000 12:00:40.000',
      '11:59:50.000 12:00:50.000',
      '12:00:00.000 12:01:00.000',
    ])
  })

  it('part at the millisecond', () => {
    const surge = new SurgeWindows()
    surge.request(ride({ ride_id: 'last' }), at('2026-03-01T11:59:59.999Z'))
    surge.request(ride({ ride_id: 'first' }), at('2026-03-01T12:00:00.000Z'))
    const demand = new Map([...surge.close(EVER)].map((window) => [clock(window.start), window.demand]))
    expect(demand.get('11:59:00.000')).toBe(1)
    expect(demand.get('11:59:10.000')).toBe(2)
    expect(demand.get('12:00:00.000')).toBe(1)
  })

  it('cross midnight UTC', () => {
    const surge = new SurgeWindows()
    surge.request(ride({ ride_id: 'before' }), at('2026-02-28T23:59:59.999Z'))
    surge.ping(ping(), at('2026-03-01T00:00:00.000Z'))
    const window = [...surge.close(EVER)].find(({ start }) => start === at('2026-02-28T23:59:30.000Z'))
    expect(window).toMatchObject({ end: at('2026-03-01T00:00:30.000Z'), demand: 1, supply: 1, multiplier: '1.00' })
  })

  it('count rides and drivers once, per city and zone', () => {
    const surge = new SurgeWindows()
    const noon = at('2026-03-01T12:00:00.000Z')
    for (const ride_id of ['r1', 'r1', 'r2', 'r3']) surge.request(ride({ ride_id }), noon)
    for (const driver_id of ['d1', 'd1', 'd2']) surge.ping(ping({ driver_id }), noon + 1)
    surge.ping(ping({ zone_id: 'z2' }), noon)
    surge.ping(ping({ city: 'Boston' }), noon)
    const last = [...surge.close(EVER)].filter(({ start }) => start === noon)
    expect(
      last.map(({ city, zone_id, demand, supply, multiplier }) => [city, zone_id, demand, supply, multiplier]),
    ).toEqual([
      ['New York', 'z1', 3, 2, '1.50'],
      ['New York', 'z2', 0, 1, '1.00'],
      ['Boston', 'z1', 0, 1, '1.00'],
    ])
  })

  it('count no other status, and are none when nothing counts', () => {
    const surge = new SurgeWindows()
    const noon = at('2026-03-01T12:00:00.000Z')
    surge.ping(ping({ status: 'ON_TRIP' }), noon)
    surge.ping(ping({ status: 'OFFLINE' }), noon)
    surge.request(ride({ status: 'ACCEPTED' }), noon)
    expect([...surge.close(EVER)]).toEqual([])
  })

  it('are given once, those that end by the time asked for', () => {
    const surge = new SurgeWindows()
    surge.request(ride(), at('2026-03-01T12:00:00.000Z'))
    expect([...surge.close(at('2026-03-01T12:00:10.000Z'))]).toHaveLength(1)
    expect([...surge.close(at('2026-03-01T12:00:19.999Z'))]).toHaveLength(0)
    expect([...surge.close(EVER)]).toHaveLength(5)
  })
})
