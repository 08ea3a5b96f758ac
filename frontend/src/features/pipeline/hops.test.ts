import type { Pipeline } from '@lakehouse/contracts/api/pipeline.ts'
import { expect, it } from 'vitest'
import { shownHops, slowestHop, totalMs } from './hops.ts'

const hop = (id: 'produce' | 'watermark' | 'query', delay_ms: number | null): Pipeline['hops'][number] => ({
  id,
  name: id,
  job: null,
  delay_ms,
  basis: 'measured',
  remedy: 'less',
})

it('adds what only the browser knows, and finds the slowest of all', () => {
  const hops = shownHops([hop('produce', 50), hop('watermark', 5_000), hop('query', null)], 4_000)
  expect(hops.map(({ id, delayMs }) => [id, delayMs])).toEqual([
    ['produce', 50],
    ['watermark', 5_000],
    ['query', null],
    ['show', 2_000],
  ])
  expect(slowestHop(hops, 'watermark')?.id).toBe('watermark')
  expect(slowestHop(shownHops([hop('watermark', 500)], 4_000), 'watermark')?.id).toBe('show')
  expect(totalMs(hops)).toBe(7_050)
})

it('names none while the control plane knows too little', () => {
  expect(slowestHop(shownHops([hop('produce', 50)], 4_000), null)).toBeNull()
})
