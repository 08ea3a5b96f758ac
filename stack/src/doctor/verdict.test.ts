import { expect, test } from 'vitest'
import type { Check } from './checks.ts'
import { judge } from './verdict.ts'

const check = (name: string, neededTo: Check['neededTo'], found: string | null): Check => ({
  name,
  purpose: '',
  neededTo,
  found,
  fix: '',
})

test('what is needed to start must be there', () => {
  expect(judge([check('Java', 'start', null), check('Disk', 'start', '1 TB')], true)).toEqual({
    ready: false,
    missing: ['Java'],
  })
})

test('fetching tools are needed only while the cache is not full', () => {
  const checks = [check('Maven', 'fetch', null)]
  expect(judge(checks, false)).toEqual({ ready: false, missing: ['Maven'] })
  expect(judge(checks, true)).toEqual({ ready: true, missing: [] })
})

test('what only tests need never counts', () => {
  expect(judge([check('Chromium', 'test', null)], false).ready).toBe(true)
})
