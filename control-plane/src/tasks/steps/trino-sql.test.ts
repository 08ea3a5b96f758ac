import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type FakePage, type FakeTrino, startFakeTrino } from '../../clients/fake-trino.ts'
import { TrinoClient } from '../../clients/trino.ts'
import { Cancelled } from '../endings.ts'
import { trinoSqlExecutor } from './trino-sql.ts'

let root: string
let trino: FakeTrino
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sql-step-'))
  mkdirSync(join(root, 'trino'))
})
afterEach(async () => {
  await trino.close()
  rmSync(root, { recursive: true })
})

async function begin(pages: readonly FakePage[], signal = new AbortController().signal) {
  writeFileSync(join(root, 'trino', 'a.sql'), '-- A question?\nSELECT n;\n')
  trino = await startFakeTrino(pages)
  const lines: string[] = []
  const ended = trinoSqlExecutor(
    root,
    root,
    new TrinoClient(trino.url, 'operator'),
  )({
    key: { run: 3, step: 'one', attempt: 1 },
    task: 'a',
    step: { needs: [], accept: [0], sql: 'trino/a.sql' },
    parameters: {},
    signal,
    log: (stream, text) => lines.push(`${stream}: ${text}`),
  })
  return { ended, lines }
}

it('runs the statements of a file and shows their rows', async () => {
  const { ended, lines } = await begin([
    '{"id":"q1","nextUri":"NEXT"}',
    '{"id":"q1","columns":[{"name":"n","type":"bigint"}],"data":[[7]]}',
  ])
  expect(await ended).toBe('1 statement of trino/a.sql')
  expect(lines).toEqual(['note: trino/a.sql:2', 'out: n', 'out: 7', 'note: 1 rows'])
  expect(trino.statement.text).toBe('SELECT n')
  expect(trino.statement.headers['x-trino-source']).toMatch(/^lakehouse-task\/[0-9a-f]{12}\/3\/one\/1$/)
})

it('ends the query in Trino when it is cancelled', async () => {
  const ending = new AbortController()
  const { ended } = await begin(['{"id":"q1","nextUri":"NEXT"}', 'never answers'], ending.signal)
  await vi.waitFor(() => expect(trino.requests).toContain('GET /v1/statement/executing/q1/1'))
  ending.abort(new Cancelled('ada'))
  await expect(ended).rejects.toThrow('cancelled by ada')
  await vi.waitFor(() => expect(trino.requests).toContain('DELETE /v1/query/q1'))
})
