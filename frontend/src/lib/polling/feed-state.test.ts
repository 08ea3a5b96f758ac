// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { ApiFailure } from '../api/api-failure.ts'
import { feedStateOf, freshnessOf, worstState } from './feed-state.ts'

const answer = {
  rows: [],
  state: 'live' as const,
  cause: null,
  newest_event_time: '2026-11-21T10:00:00.000Z',
  committed_at: null,
  fetched_at: '2026-11-21T10:00:02.000Z',
  query_ms: 12,
}
const streak = {
  since: 1_000,
  last: 3_000,
  count: 2,
  failure: new ApiFailure('GET /api/x: no answer', 'Start it.'),
}
const none = { data: undefined, dataUpdatedAt: 0, streak: undefined, retryDelay: 2_000 }

describe('feedStateOf', () => {
  it('is loading before the first answer and live after it', () => {
    expect(feedStateOf(none).kind).toBe('loading')
    expect(feedStateOf({ ...none, data: answer }).kind).toBe('live')
  })

  it('is an error when there never was an answer, with when the next try is', () => {
    expect(feedStateOf({ ...none, streak })).toMatchObject({
      kind: 'error',
      since: 1_000,
      cause: 'GET /api/x: no answer',
      action: 'Start it.',
      nextTryAt: 5_000,
    })
  })

  it('is stale when a good answer is followed by a failure, since the answer was true', () => {
    expect(feedStateOf({ ...none, data: answer, streak })).toMatchObject({
      kind: 'stale',
      since: Date.parse(answer.fetched_at),
      cause: 'GET /api/x: no answer Start it.',
    })
    expect(feedStateOf({ ...none, data: { jobs: [] }, dataUpdatedAt: 700, streak })).toMatchObject({ since: 700 })
  })

  it('is stale when the server says so, with its cause', () => {
    const data = { ...answer, state: 'stale' as const, cause: 'Trino is down' }
    expect(feedStateOf({ ...none, data })).toMatchObject({ kind: 'stale', cause: 'Trino is down', nextTryAt: null })
  })

  it('plans no try while paused', () => {
    expect(feedStateOf({ ...none, streak, retryDelay: null })).toMatchObject({ nextTryAt: null })
  })
})

it('takes the worst of several', () => {
  const error = feedStateOf({ ...none, streak })
  expect(worstState([{ kind: 'live' }, error, { kind: 'loading' }])).toBe(error)
  expect(worstState([])).toEqual({ kind: 'live' })
})

it('reads freshness where there is one', () => {
  expect(freshnessOf(answer)).toEqual({
    newestEvent: Date.parse('2026-11-21T10:00:00.000Z'),
    committed: null,
    fetched: Date.parse('2026-11-21T10:00:02.000Z'),
    queryMs: 12,
  })
  expect(freshnessOf({ jobs: [] })).toBeNull()
  expect(freshnessOf(undefined)).toBeNull()
})
