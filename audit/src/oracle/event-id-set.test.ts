import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { EventIdSet } from './event-id-set.ts'

it('knows each of many ids once, of whatever form', () => {
  const set = new EventIdSet()
  const ids = Array.from({ length: 150_000 }, (_, i) => [`run-${i.toString(36)}`, `${i}`, randomUUID()]).flat()
  expect(ids.filter((id) => !set.add(id))).toEqual([])
  expect(set.size).toBe(ids.length)
  expect(ids.filter((id) => set.add(id))).toEqual([])
})
