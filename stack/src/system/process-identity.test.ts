import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { identify, isAlive, parseStat } from './process-identity.ts'

const after = (startTicks: string) => `S 77 ${Array.from({ length: 17 }, (_, i) => i).join(' ')} ${startTicks} 0 0`

test('a name with spaces and parentheses does not shift the fields', () => {
  expect(parseStat(`4242 (a) (b c) ${after('987654')}`)).toEqual({ state: 'S', parentPid: 77, startTicks: '987654' })
})

test('a process is alive until it has ended', async () => {
  const child = spawn('sleep', ['60'])
  const identity = identify(child.pid ?? 0)
  if (identity === undefined) throw new Error('sleep did not start')
  expect(isAlive(identity)).toBe(true)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  expect(isAlive(identity)).toBe(false)
})

test('a reused pid is another process', () => {
  const me = identify(process.pid)
  if (me === undefined) throw new Error('no /proc')
  expect(isAlive(me)).toBe(true)
  expect(isAlive({ ...me, startTicks: '1' })).toBe(false)
  expect(isAlive({ ...me, bootId: 'another boot' })).toBe(false)
})
