import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withJobLock } from './lock.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(home, { recursive: true }))

it('lets one at a time work on a job, and others on other jobs', async () => {
  await withJobLock(home, 'rides', 0, async () => {
    await expect(withJobLock(home, 'rides', 0, async () => 'second')).rejects.toThrowError('something else')
    expect(await withJobLock(home, 'zones', 0, async () => 'other')).toBe('other')
  })
  expect(await withJobLock(home, 'rides', 0, async () => 'after')).toBe('after')
})

it('is free again after a failure', async () => {
  await expect(withJobLock(home, 'rides', 0, () => Promise.reject(new Error('no')))).rejects.toThrowError('no')
  expect(await withJobLock(home, 'rides', 0, async () => 'after')).toBe('after')
})
