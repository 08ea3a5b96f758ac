import { createServer } from 'node:net'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { expect, test } from 'vitest'
import { tcpReadiness, waitUntilReady } from './probe.ts'

const never = new AbortController().signal

test('waits until the check passes', async () => {
  let attempts = 0
  const check = async () => {
    attempts += 1
    if (attempts < 3) throw new Error('not yet')
  }
  await waitUntilReady('part', { what: 'works', check, timeoutMs: 5_000 }, never)
  expect(attempts).toBe(3)
})

test('names the part, what was waited for and the last answer', async () => {
  const check = async () => {
    throw new Error('connection refused')
  }
  const wait = waitUntilReady('part', { what: 'answers', check, timeoutMs: 1 }, never)
  await expect(wait).rejects.toThrow(/^part: .*answers.*connection refused/)
})

test('ends with the reason of its signal', async () => {
  const check = async () => {
    throw new Error('not yet')
  }
  const gone = AbortSignal.abort(new Error('the process has ended'))
  await expect(waitUntilReady('part', { what: 'x', check, timeoutMs: 5_000 }, gone)).rejects.toThrow(
    'process has ended',
  )
})

test('a TCP check passes on a listening port and fails on a closed one', async () => {
  const server = createServer().listen(0, LOOPBACK)
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  const { check } = tcpReadiness(address.port, 1_000)
  await check(never)
  await new Promise((resolve) => server.close(resolve))
  await expect(check(never)).rejects.toThrow('ECONNREFUSED')
})
