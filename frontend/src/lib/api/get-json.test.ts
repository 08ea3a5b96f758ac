// @vitest-environment node
import { afterEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { getJson } from './get-json.ts'

const shape = z.object({ n: z.number() })
const never = new AbortController().signal

const answer = (status: number, body: string) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(body, { status })),
  )
afterEach(() => vi.unstubAllGlobals())

it('gives the answer', async () => {
  answer(200, '{"n":1}')
  await expect(getJson('/api/x', shape, never)).resolves.toEqual({ n: 1 })
})

it('says what the server said of an error', async () => {
  answer(503, '{"error":{"code":"down","message":"Trino is down","action":"Start it"}}')
  await expect(getJson('/api/x', shape, never)).rejects.toMatchObject({ message: 'Trino is down', action: 'Start it' })
})

it('says the status of an error without explanation', async () => {
  answer(500, '<html>oops</html>')
  await expect(getJson('/api/x', shape, never)).rejects.toThrow('GET /api/x: HTTP 500')
})

it.each(['not json', '{"n":"1"}', ''])('refuses an answer of another shape: %j', async (body) => {
  answer(200, body)
  await expect(getJson('/api/x', shape, never)).rejects.toThrow('another shape')
})

it('says that nobody answered', async () => {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => {
      throw new TypeError('Failed to fetch')
    }),
  )
  await expect(getJson('/api/x', shape, never)).rejects.toMatchObject({
    name: 'ApiFailure',
    message: 'GET /api/x: no answer (Failed to fetch)',
  })
})

it('passes on that the caller gave up, which is no failure', async () => {
  const leaving = new AbortController()
  vi.stubGlobal('fetch', (_path: string, { signal }: RequestInit) => {
    leaving.abort()
    return Promise.reject(signal?.reason)
  })
  await expect(getJson('/api/x', shape, leaving.signal)).rejects.toMatchObject({ name: 'AbortError' })
})
