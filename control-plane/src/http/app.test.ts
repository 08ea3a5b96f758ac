import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiError } from '@lakehouse/contracts/api/system.ts'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Failure, NotFound, UserError } from '../errors.ts'
import type { JobControl } from '../jobs/job-control.ts'
import { createApp } from './app.ts'
import { knownHosts } from './guard.ts'
import type { Services } from './services.ts'

const openApi = z.object({ info: z.object({ version: z.string() }), paths: z.record(z.string(), z.unknown()) })
const TOKEN = 'a'.repeat(64)
const now = '2026-01-01T00:00:00.000Z'
const DOCS = join(mkdtempSync(join(tmpdir(), 'dbt-docs-')), 'static_index.html')
const unusedNow = () => {
  throw new Error('not part of this test')
}
const unused = () => Promise.reject(new Error('not part of this test'))

const services: Services = {
  version: '1.2.3',
  health: { read: async () => ({ state: 'up', parts: [], checked_at: now, server_now: now }) },
  queries: { run: () => Promise.reject(new Failure('Trino at …: connect ECONNREFUSED', 'Run: npm run status')) },
  newestRows: { of: unused },
  tails: {
    newest: async (topic, limit) => ({
      topic,
      records: [],
      partitions: [],
      records_per_second: limit,
      server_now: now,
    }),
  },
  jobs: unused,
  jobControl: {} as JobControl,
  journal: {
    list: () => [],
    read: () => null,
  },
  endpoints: [],
  analytics: {
    docsFile: DOCS,
    lastBuild: () => ({ build: null, docs: null, server_now: now }),
    rows: unused,
    lineage: () => ({ nodes: [], edges: [], incomplete: null, server_now: now }),
  },
  map: { drivers: unused, surgeAt: unused },
  rides: { find: unused, follow: unused },
  pipeline: { read: unused },
  ledgers: {
    ledger: (job) => {
      throw new NotFound(`no run of a job "${job}" has been seen yet`, 'See: npm run jobs -- list')
    },
  },
  alerts: {
    list: () => ({ alerts: [], open: 0, webhook: null, blind: [], checked_at: null, server_now: now }),
    acknowledge: (id) => {
      throw new NotFound(`there is no alert ${id}`, 'Open ones: GET /api/alerts')
    },
    silence: (id) => {
      throw new UserError(`alert ${id} is past`, 'Nothing is left to do about it.')
    },
  },
  tables: {
    list: async () => ({ tables: [], server_now: now }),
    detail: unused,
    files: unused,
    snapshots: unused,
    diff: unused,
    preview: unused,
    plan: unused,
    planRollback: unused,
    surgeThen: unused,
    beginMaintenance: unused,
    beginRollback: unused,
    beginRepartition: unused,
  },
  sql: { begin: unusedNow, cancel: unusedNow, read: unusedNow, list: unusedNow, tables: unused },
  tasks: {
    list: () => ({ scheduler: { state: 'running', pid: 1, since: now, problem: null }, tasks: [], server_now: now }),
    runs: () => ({ runs: [], server_now: now }),
    run: (id) => {
      throw new NotFound(`there is no run ${id}`, 'See the history.')
    },
    log: () => ({ lines: [], next: 0, more: false, ended: true, dropped: 0, server_now: now }),
    runNow: unused,
    cancel: () => {
      throw new UserError('run 1 has ended already', 'Nothing to cancel.')
    },
    retry: () => {
      throw new Failure('tasks are run by process 7', 'Ask that one.')
    },
    pause: () => undefined,
  },
}
const app = createApp(services, knownHosts([4000, 5173]), TOKEN, pino({ level: 'silent' }))
app.post('/api/change', (context) => context.json({ changed: true }))

function call(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
  return app.request(path, { ...init, headers: { host: '127.0.0.1:4000', ...init.headers } })
}
const change = (headers: Record<string, string>) =>
  call('/api/change', { method: 'POST', headers: { authorization: `Bearer ${TOKEN}`, ...headers } })

describe('who may call', () => {
  it.each(['127.0.0.1:4000', 'localhost:4000', '[::1]:4000', 'localhost:5173'])('answers as %s', async (host) => {
    expect((await call('/api/health', { headers: { host } })).status).toBe(200)
  })

  it.each(['evil.example:4000', '127.0.0.1', 'localhost:9999', 'localhost:4000.evil.example', ''])(
    'does not answer as %j',
    async (host) => {
      expect((await call('/api/health', { headers: { host } })).status).toBe(403)
    },
  )

  it.each([{}, { origin: 'http://localhost:5173' }, { 'sec-fetch-site': 'same-origin' }])(
    'lets a change with the token pass from %j',
    async (headers: Record<string, string>) => {
      expect((await change(headers)).status).toBe(200)
    },
  )

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3000' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses a change from %j, token or not', async (headers: Record<string, string>) => {
    expect((await change(headers)).status).toBe(403)
  })

  it.each(['', 'Bearer', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, `Bearer ${'b'.repeat(64)}`])(
    'refuses a change with authorization %j',
    async (authorization) => {
      expect((await change({ authorization })).status).toBe(401)
    },
  )
})

describe('what it answers to a change', () => {
  it.each([
    ['POST', '/api/runs/1/cancel', {}, 400],
    ['POST', '/api/runs/1/retry', {}, 503],
    ['PUT', '/api/tasks/a/paused', { paused: true }, 202],
    ['PUT', '/api/tasks/a/paused', { paused: 'yes' }, 400],
    ['POST', '/api/tasks/a/runs', { parameters: { n: [1] } }, 400],
  ])('%s %s with %j gives %d', async (method, path, content, status) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    expect((await call(path, { method, headers, body: JSON.stringify(content) })).status).toBe(status)
  })
})

describe('what it answers', () => {
  it('forbids to embed, sniff, cache or share what it gives', async () => {
    const { headers } = await call('/api/health')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it.each([
    ['/api/queries/nope', 404, 'unknown_query'],
    ['/api/nope', 404, 'not_found'],
    ['/api/streams/passwords', 400, 'bad_parameter'],
    ['/api/streams/ride_events?limit=0', 400, 'bad_parameter'],
    ['/api/streams/ride_events?limit=1e9', 400, 'bad_parameter'],
    ["/api/tables/x'--/rows", 400, 'bad_parameter'],
    ['/api/queries/zone_surge', 503, 'unavailable'],
    ['/api/runs/9', 404, 'not_found'],
    ['/api/runs/none', 400, 'bad_parameter'],
  ])('%s gives %d and says what to do', async (path, status, code) => {
    const response = await call(path)
    expect(response.status).toBe(status)
    const { error } = apiError.parse(await response.json())
    expect(error).toMatchObject({ code, message: expect.stringMatching(/./), action: expect.stringMatching(/./) })
  })

  it('takes parameters as the document describes them', async () => {
    expect(await (await call('/api/streams/ride_events?limit=7')).json()).toMatchObject({ records_per_second: 7 })
    const document = openApi.parse(await (await call('/api/openapi.json')).json())
    expect(document.info.version).toBe('1.2.3')
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/health',
        '/api/queries/zone_surge',
        '/api/streams/{topic}',
        '/api/tables/{table}/rows',
        '/api/endpoints',
        '/api/jobs',
      ]),
    )
  })
})

describe('dbt’s documentation', () => {
  it('is missing until it was generated, under the policy of every answer', async () => {
    const response = await call('/dbt-docs')
    expect(response.status).toBe(404)
    expect(apiError.parse(await response.json()).error.action).toContain('npm run dbt -- build')
    expect(response.headers.get('content-security-policy')).not.toContain('script-src')
  })

  it('runs its scripts in a sandbox without an origin', async () => {
    writeFileSync(DOCS, '<html>docs</html>')
    const response = await call('/dbt-docs')
    expect(await response.text()).toBe('<html>docs</html>')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/sandbox allow-scripts(?!.*allow-same-origin)/)
    expect(policy).not.toContain('connect-src')
  })
})
