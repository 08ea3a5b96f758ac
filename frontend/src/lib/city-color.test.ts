// @vitest-environment node
import { expect, it } from 'vitest'
import { assignSlots } from './city-color.ts'

const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

it('gives cities by name the categories in order, whatever the order of the rows', () => {
  expect(assignSlots([], ['b', 'a', 'b']).slice(0, 3)).toEqual(['a', 'b', null])
})

it('leaves every city its category when one comes that sorts before it', () => {
  const held = assignSlots([], ['b', 'c'])
  expect(assignSlots(held, ['a', 'b', 'c']).slice(0, 3)).toEqual(['b', 'c', 'a'])
})

it('keeps the category of a city that is away while there is room, and reuses it when there is none', () => {
  const held = assignSlots([], eight)
  expect(assignSlots(held, ['a'])).toEqual(eight)
  expect(assignSlots(held, ['a', 'x'])).toEqual(['a', 'x', 'c', 'd', 'e', 'f', 'g', 'h'])
})

it('leaves a ninth city without one rather than take it from another', () => {
  expect(assignSlots([], [...eight, 'z'])).toEqual(eight)
})
