import { createServer } from 'node:net'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { expect, test } from 'vitest'
import { findPortOwners, parseListeners } from './port-owners.ts'

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0000 100 0 0 10 0
   1: 0100007F:1F91 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0000 100 0 0 10 0`

test('only listening sockets count', () => {
  expect(parseListeners(TABLE)).toEqual(new Map([[8080, '111']]))
})

test('an IPv6 table has longer addresses', () => {
  const line =
    '   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 333 1'
  expect(parseListeners(`header\n${line}`)).toEqual(new Map([[8080, '333']]))
})

test('finds this process behind a port it listens on, and nothing behind a free one', async () => {
  const server = createServer().listen(0, LOOPBACK)
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  expect(findPortOwners([address.port])).toMatchObject([{ port: address.port, process: { pid: process.pid } }])
  await new Promise((resolve) => server.close(resolve))
  expect(findPortOwners([address.port])).toEqual([])
})
