import { expect, test } from 'vitest'
import type { StackStatus } from './read-status.ts'
import { alignColumns, statusTable } from './tables.ts'

test('aligns text left and numbers right', () => {
  expect(
    alignColumns(
      [
        ['part', 'n'],
        ['a', '10'],
        ['bcdef', '5'],
      ],
      new Set([1]),
    ),
  ).toBe('part    n\na      10\nbcdef   5\n')
})

const service = {
  name: 'kafka',
  state: 'unsupervised',
  pid: 12,
  ports: [9092],
  uptime_s: 61,
  restarts: 2,
  pss_bytes: 400e6,
  log: '/l',
  last_end: 'SIGKILL',
} as const
const status: StackStatus = { home: '/h', launcher: null, services: [service], total_pss_bytes: 400e6 }

test('says that the launcher has died and how the last end came', () => {
  const text = statusTable(status)
  expect(text).toMatch(/kafka +unsupervised +12 +9092 +1 min 1 s +2 +400 MB +ended before: SIGKILL/)
  expect(text).toContain('"npm stop" ends them')
})

test('says when nothing runs', () => {
  expect(statusTable({ ...status, services: [] })).toContain('nothing runs at /h')
})
