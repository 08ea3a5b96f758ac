import { describe, expect, it, vi } from 'vitest'
import { LiveAnswer } from './live-answer.ts'

/** A source whose version and outcome the test sets, and whose clock it moves. */
function fakeSource() {
  const state = { version: 'v1', value: 'a', failure: null as Error | null, now: 0 }
  const fetch = vi.fn(async () => {
    if (state.failure !== null) throw state.failure
    return state.value
  })
  const answer = new LiveAnswer({ version: async () => state.version, fetch }, () => state.now)
  return { state, fetch, answer }
}

describe('LiveAnswer', () => {
  it('asks once for any number of viewers', async () => {
    const { answer, fetch } = fakeSource()
    const all = await Promise.all(Array.from({ length: 20 }, () => answer.get()))
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(new Set(all.map(({ value }) => value))).toEqual(new Set(['a']))
  })

  it('asks again only when the version has changed', async () => {
    const { answer, fetch, state } = fakeSource()
    await answer.get()
    await answer.get()
    expect(fetch).toHaveBeenCalledTimes(1)
    Object.assign(state, { version: 'v2', value: 'b' })
    expect(await answer.get()).toMatchObject({ value: 'b', cause: null })
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('lets a source that is slow rest before it asks again', async () => {
    const { answer, fetch, state } = fakeSource()
    fetch.mockImplementation(async () => {
      state.now += 2_000
      return state.value
    })
    await answer.get()
    state.version = 'v2'
    state.now = 2_000 + 5_999
    expect(await answer.get()).toMatchObject({ fetchedAt: new Date(2_000), cause: null })
    state.now = 2_000 + 6_000
    expect(await answer.get()).toMatchObject({ fetchedAt: new Date(10_000), cause: null })
  })

  it('lets no source rest longer than a quarter of a minute, however slow its last answer was', async () => {
    const { answer, fetch, state } = fakeSource()
    fetch.mockImplementationOnce(async () => {
      state.now = 60_000
      return state.value
    })
    await answer.get()
    Object.assign(state, { version: 'v2', value: 'b', now: 60_000 + 15_000 })
    expect(await answer.get()).toMatchObject({ value: 'b' })
  })

  it('keeps the last good answer, with the cause, and comes back by itself', async () => {
    const { answer, state } = fakeSource()
    await answer.get()
    Object.assign(state, { version: 'v2', value: 'b', failure: new Error('Trino is gone') })
    expect(await answer.get()).toMatchObject({ value: 'a', cause: 'Trino is gone', fetchedAt: new Date(0) })
    Object.assign(state, { failure: null, now: 5_000 })
    expect(await answer.get()).toMatchObject({ value: 'b', cause: null, fetchedAt: new Date(5_000) })
  })

  it('leaves a failing source alone for a second', async () => {
    const { answer, fetch, state } = fakeSource()
    state.failure = new Error('Trino is gone')
    await expect(answer.get()).rejects.toThrowError('Trino is gone')
    state.now = 500
    await expect(answer.get()).rejects.toThrowError('Trino is gone')
    expect(fetch).toHaveBeenCalledTimes(1)
    state.now = 1_001
    await expect(answer.get()).rejects.toThrowError('Trino is gone')
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('does not let a viewer wait for a source that hangs, nor forgets its answer when it comes', async () => {
    vi.useFakeTimers()
    try {
      const { answer, fetch } = fakeSource()
      let give: (value: string) => void = () => undefined
      fetch.mockImplementation(() => new Promise((resolve) => (give = resolve)))
      const first = expect(answer.get()).rejects.toThrowError('no answer for 20000 ms')
      await vi.advanceTimersByTimeAsync(20_000)
      await first
      give('late')
      expect(await answer.get()).toMatchObject({ value: 'late', cause: null })
      expect(fetch).toHaveBeenCalledTimes(1)
    } finally {
      vi.useRealTimers()
    }
  })

  it('shows the last good answer while the source hangs', async () => {
    vi.useFakeTimers()
    try {
      const { answer, fetch, state } = fakeSource()
      await answer.get()
      state.version = 'v2'
      fetch.mockImplementation(() => new Promise(() => undefined))
      const shown = answer.get()
      await vi.advanceTimersByTimeAsync(3_000)
      expect(await shown).toMatchObject({ value: 'a', cause: 'no answer for 3000 ms' })
    } finally {
      vi.useRealTimers()
    }
  })
})
