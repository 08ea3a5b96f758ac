import { expect, it } from 'vitest'
import { pageAt, pages } from './pages.ts'

it('has one page per address and per shortcut', () => {
  expect(new Set(pages.map((page) => page.path)).size).toBe(pages.length)
  expect(new Set(pages.map((page) => page.shortcut)).size).toBe(pages.length)
})

it('knows the page of an address, with or without a final slash', () => {
  expect(pageAt('/')?.title).toBe('Overview')
  expect(pageAt('/streams/')?.title).toBe('Raw Streams')
  expect(pageAt('/nowhere')).toBeUndefined()
})
