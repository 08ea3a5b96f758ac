import { useEffect } from 'react'
import { createStore, useStore } from './store.ts'

const CATEGORIES = 8

const STORAGE_KEY = 'lakehouse.city-colors'

/** Which city holds each category; null where none does. */
export type Slots = readonly (string | null)[]

/**
 * Gives each new city the first free category, then one whose city is gone. A city keeps its category as others come
 * and go; beyond eight at once the rest have none and share the colour of text.
 */
export function assignSlots(held: Slots, cities: Iterable<string>): Slots {
  const present = new Set(cities)
  const slots = Array.from({ length: CATEGORIES }, (_, slot) => held[slot] ?? null)
  for (const city of [...present].sort()) {
    if (slots.includes(city)) continue
    const free = slots.indexOf(null)
    const slot = free >= 0 ? free : slots.findIndex((holder) => holder !== null && !present.has(holder))
    if (slot < 0) break
    slots[slot] = city
  }
  return slots
}

function readSlots(): Slots {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]')
    return Array.isArray(stored) ? stored.map((city) => (typeof city === 'string' ? city : null)) : []
  } catch {
    // Unreadable or forbidden storage: colours are given anew.
    return []
  }
}

function keepSlots(slots: Slots): void {
  slotStore.set(slots)
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(slots))
  } catch {
    // The settings page says that this browser stores nothing.
  }
}

const slotStore = createStore<Slots>(readSlots())

/** A colour for each city, the same on all pages and at every visit of this browser. */
export function useCityColors(cities: readonly string[]): ReadonlyMap<string, string> {
  const held = useStore(slotStore)
  const slots = assignSlots(held, cities)
  const changed = slots.some((city, slot) => city !== (held[slot] ?? null))
  useEffect(() => {
    if (changed) keepSlots(slots)
  })
  return new Map(
    [...new Set(cities)].sort().map((city) => {
      const slot = slots.indexOf(city)
      return [city, `var(--category-${slot < 0 ? CATEGORIES - 1 : slot})`]
    }),
  )
}
