import { focusManager, onlineManager } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Surroundings } from '../../testing/render.tsx'
import { ApiFailure } from '../api/api-failure.ts'
import { pauseStore } from '../pause.ts'
import { createQueryClient } from '../query-client.ts'
import { changeSettings } from '../settings.ts'
import { rememberFailures } from './failures.ts'
import { usePolledQuery } from './use-polled-query.ts'

/** Two polls' worth of time with the longest jitter. */
const INTERVAL = 2_000
const LONGEST = 2_200

function follow(request: () => Promise<unknown>) {
  const client = createQueryClient()
  const query = { queryKey: ['api', '/api/test'], queryFn: rememberFailures(request) }
  return renderHook(() => usePolledQuery(query), {
    wrapper: ({ children }) => <Surroundings client={client}>{children}</Surroundings>,
  })
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

beforeEach(() => {
  vi.useFakeTimers()
  changeSettings({ refreshMs: INTERVAL })
})
afterEach(() => {
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
})

describe('usePolledQuery', () => {
  it('asks again and again at the chosen interval', async () => {
    const request = vi.fn(async () => ({ n: request.mock.calls.length }))
    const { result } = follow(request)
    await pass(0)
    expect(result.current.data).toEqual({ n: 1 })
    await pass(3 * LONGEST)
    expect(request.mock.calls.length).toBeGreaterThanOrEqual(4)
    expect(request.mock.calls.length).toBeLessThanOrEqual(5)
  })

  it('never has two requests under way, however slow the answer', async () => {
    let underWay = 0
    let most = 0
    follow(async () => {
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setTimeout(resolve, 3.5 * INTERVAL))
      underWay--
      return {}
    })
    await pass(20 * INTERVAL)
    expect(most).toBe(1)
  })

  it('stops while paused, on focus and reconnect too', async () => {
    const request = vi.fn(async () => ({}))
    follow(request)
    await pass(0)
    act(() => pauseStore.set(true))
    await pass(10 * INTERVAL)
    act(() => {
      focusManager.setFocused(false)
      focusManager.setFocused(true)
      onlineManager.setOnline(false)
      onlineManager.setOnline(true)
    })
    await pass(INTERVAL)
    expect(request).toHaveBeenCalledTimes(1)
    act(() => pauseStore.set(false))
    await pass(LONGEST)
    expect(request).toHaveBeenCalledTimes(2)
  })

  it('stops while the tab is hidden', async () => {
    const request = vi.fn(async () => ({}))
    follow(request)
    await pass(0)
    act(() => focusManager.setFocused(false))
    await pass(10 * INTERVAL)
    expect(request).toHaveBeenCalledTimes(1)
  })

  it('keeps the last good data through failures, as stale, and is live again after', async () => {
    let broken = false
    const { result } = follow(async () => {
      if (broken) throw new ApiFailure('no answer', 'Start it.')
      return { n: 1 }
    })
    await pass(0)
    expect(result.current.feed.state.kind).toBe('live')
    broken = true
    await pass(LONGEST)
    expect(result.current.feed.state).toMatchObject({ kind: 'stale', cause: 'no answer Start it.' })
    expect(result.current.data).toEqual({ n: 1 })
    broken = false
    await pass(2 * LONGEST)
    expect(result.current.feed.state.kind).toBe('live')
  })

  it('stays an error between tries when there never was data, and says since when', async () => {
    const start = Date.now()
    const seen = new Set<string>()
    const { result } = follow(async () => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      throw new ApiFailure('no answer', 'Start it.')
    })
    await pass(600)
    for (let i = 0; i < 40; i++) {
      seen.add(result.current.feed.state.kind)
      await pass(500)
    }
    expect([...seen]).toEqual(['error'])
    expect(result.current.feed.state).toMatchObject({ since: start + 500 })
  })

  it('asks less and less while it fails, at least every 33 s', async () => {
    const request = vi.fn(async () => {
      throw new ApiFailure('no answer', 'Start it.')
    })
    follow(request)
    await pass(60_000)
    // 2 s interval: 4, 8, 16, 30 s after the first.
    expect(request.mock.calls.length).toBeLessThanOrEqual(6)
    const before = request.mock.calls.length
    await pass(33_000)
    expect(request.mock.calls.length - before).toBeGreaterThanOrEqual(1)
    expect(request.mock.calls.length - before).toBeLessThanOrEqual(2)
  })
})
