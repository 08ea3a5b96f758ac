import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { identify } from './process-identity.ts'
import { lockOwner, tryLock } from './process-lock.ts'

const newLock = () => join(mkdtempSync(join(tmpdir(), 'lock-')), 'x.lock')

test('the second is told who holds the lock, until it is released', () => {
  const file = newLock()
  const first = tryLock(file)
  if (!('release' in first)) throw new Error('a new lock was held')
  expect(tryLock(file)).toMatchObject({ heldBy: { pid: process.pid } })
  first.release()
  expect(lockOwner(file)).toBeUndefined()
  expect(tryLock(file)).toHaveProperty('release')
})

test('the lock of a process that has ended is taken over', () => {
  const file = newLock()
  const dead = { ...identify(process.pid), startTicks: '1', since: new Date().toISOString() }
  writeFileSync(file, JSON.stringify(dead))
  expect(lockOwner(file)).toBeUndefined()
  expect(tryLock(file)).toHaveProperty('release')
  expect(lockOwner(file)?.pid).toBe(process.pid)
})
