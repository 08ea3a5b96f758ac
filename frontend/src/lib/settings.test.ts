import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  changeSettings,
  defaultSettings,
  followOtherTabs,
  parseSettings,
  settingsStore,
  storageProblem,
} from './settings.ts'

beforeEach(() => {
  localStorage.clear()
  settingsStore.set(defaultSettings)
})
afterEach(() => vi.restoreAllMocks())

describe('parseSettings', () => {
  it('keeps what is good and defaults what is not', () => {
    expect(parseSettings('{"theme":"dark","refreshMs":3,"density":"compact","extra":1}')).toEqual({
      ...defaultSettings,
      theme: 'dark',
      density: 'compact',
    })
  })

  it.each([null, '', '{', '[]', '"dark"'])('gives the defaults for %j', (text) => {
    expect(parseSettings(text)).toEqual(defaultSettings)
  })
})

it('keeps a change for the next visit', () => {
  changeSettings({ refreshMs: 10_000 })
  expect(parseSettings(localStorage.getItem('lakehouse.settings')).refreshMs).toBe(10_000)
})

it('works and says so where the browser stores nothing', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  changeSettings({ theme: 'dark' })
  expect(settingsStore.get().theme).toBe('dark')
  expect(storageProblem.get()).toContain('QuotaExceededError')
})

it('follows a change made in another tab until told to stop', () => {
  const stop = followOtherTabs()
  const change = (theme: string) =>
    window.dispatchEvent(
      new StorageEvent('storage', { key: 'lakehouse.settings', newValue: JSON.stringify({ theme }) }),
    )
  change('dark')
  expect(settingsStore.get().theme).toBe('dark')
  stop()
  change('light')
  expect(settingsStore.get().theme).toBe('dark')
})
