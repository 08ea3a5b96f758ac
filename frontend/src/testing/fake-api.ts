import { vi } from 'vitest'

/** Answers of a control plane that a test changes as it goes. */
export interface FakeApi {
  /** By path without its search: the body of a 200, or an Error for a connection that fails. */
  readonly answers: Record<string, unknown>
}

/** Puts a fake control plane behind `fetch` until the test ends. */
export function fakeApi(answers: Record<string, unknown>): FakeApi {
  vi.stubGlobal('fetch', async (path: string) => {
    const answer = answers[path.replace(/\?.*/, '')]
    if (answer instanceof Error) throw answer
    if (answer !== undefined) return new Response(JSON.stringify(answer))
    const error = { code: 'unknown', message: `the test has no answer for ${path}`, action: 'Give it one.' }
    return new Response(JSON.stringify({ error }), { status: 404 })
  })
  return { answers }
}

/** The envelope of a named query around `rows`, as the server gives it now. */
export function queryAnswer(query: string, rows: unknown[], stale: string | null = null) {
  const now = new Date().toISOString()
  return {
    query,
    rows,
    state: stale === null ? 'live' : 'stale',
    cause: stale,
    newest_event_time: now,
    committed_at: now,
    fetched_at: now,
    query_ms: 20,
    server_now: now,
  }
}
