import { SURGE_MAX, SURGE_MIN, SURGE_SLIDE_S, SURGE_WINDOW_S } from '@lakehouse/contracts/semantics.ts'
import { describe, expect, it } from 'vitest'
import { cities } from './city.ts'
import { World } from './world.ts'
import type { Zone } from './zone.ts'

const startedAt = Date.UTC(2026, 10, 21, 14)
/** Drivers start out all free: the first minutes are calm. */
const WARM_UP_MINUTES = 3

interface Surge {
  readonly zone: Zone
  readonly demand: number
  readonly supply: number
  readonly multiplier: number
}

/** The surge of every zone where rides start, in every window of the minutes after the warm-up. */
function surges(rate: number, seed: number, minutes: number): Surge[] {
  const world = new World({ seed, startedAt, rate, cities })
  const events = world.advance({ skipped: 0, elapsed: (WARM_UP_MINUTES + minutes) * 60_000 })
  const slides = SURGE_WINDOW_S / SURGE_SLIDE_S
  const demand = new Map<string, Set<string>>()
  const supply = new Map<string, Set<string>>()
  for (const { time, key, value } of events) {
    const { status, zone_id } = JSON.parse(value)
    const side = status === 'REQUESTED' ? demand : status === 'AVAILABLE' ? supply : undefined
    if (side === undefined) continue
    const slide = Math.floor((time - startedAt) / (SURGE_SLIDE_S * 1000))
    for (let window = slide; window < slide + slides; window++) {
      const id = `${window} ${zone_id}`
      const keys = side.get(id) ?? new Set()
      side.set(id, keys.add(key))
    }
  }
  const first = WARM_UP_MINUTES * slides
  const count = minutes * slides
  return world.zones.flatMap((zone) =>
    Array.from({ length: count }, (_, index) => {
      const requests = demand.get(`${first + index} ${zone.id}`)?.size ?? 0
      const drivers = supply.get(`${first + index} ${zone.id}`)?.size ?? 0
      const ratio = drivers === 0 ? (requests === 0 ? SURGE_MIN : SURGE_MAX) : requests / drivers
      return { zone, demand: requests, supply: drivers, multiplier: Math.min(SURGE_MAX, Math.max(SURGE_MIN, ratio)) }
    }),
  )
}

const share = (all: readonly Surge[], is: (surge: Surge) => boolean): number => all.filter(is).length / all.length

describe.each([100, 500])('surge over the simulated zones at %i events/s', (rate) => {
  const all = surges(rate, 1, 8)

  it('is 1 in most of them, between in some, 3 in a few', () => {
    expect(share(all, ({ multiplier }) => multiplier === SURGE_MIN)).toBeGreaterThan(0.65)
    expect(share(all, ({ multiplier }) => multiplier === SURGE_MIN)).toBeLessThan(0.92)
    expect(share(all, ({ multiplier }) => multiplier >= 1.2 && multiplier <= 2.5)).toBeGreaterThan(0.05)
    expect(share(all, ({ multiplier }) => multiplier === SURGE_MAX)).toBeGreaterThan(0.01)
    expect(share(all, ({ multiplier }) => multiplier === SURGE_MAX)).toBeLessThan(0.15)
  })

  it('moves: a quarter of the zones is both at 1 and above 1.2 within eight minutes', () => {
    const byZone = Map.groupBy(all, ({ zone }) => zone)
    const moving = [...byZone.values()].filter(
      (windows) =>
        windows.some(({ multiplier }) => multiplier > 1.2) &&
        windows.some(({ multiplier }) => multiplier === SURGE_MIN),
    )
    expect(moving.length / byZone.size).toBeGreaterThan(0.25)
  })

  it('comes and goes: at most hot spots the busiest minute has four times the requests of the calmest, or more', () => {
    const hot = Map.groupBy(
      all.filter(({ zone }) => zone.heat.includes(1)),
      ({ zone }) => zone,
    )
    const swings = [...hot.values()].map((windows) => {
      const demands = windows.map(({ demand }) => demand)
      return Math.max(...demands) / (Math.min(...demands) + 1)
    })
    expect(swings.filter((swing) => swing >= 4).length / swings.length).toBeGreaterThan(0.5)
  })

  it('has 15 to 30 free drivers in a typical zone', () => {
    const supplies = all.map(({ supply }) => supply).sort((one, other) => one - other)
    const median = supplies[supplies.length >> 1] ?? 0
    expect(median).toBeGreaterThanOrEqual(15)
    expect(median).toBeLessThanOrEqual(30)
  })
})
