import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakePage, type FakeTrino, startFakeTrino } from '../clients/fake-trino.ts'
import { TrinoClient } from '../clients/trino.ts'
import { SqlConsole } from './console.ts'
import { SqlHistory } from './history.ts'

let home: string
let trino: FakeTrino
let console: SqlConsole
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'console-'))
})
afterEach(async () => {
  console.close()
  await trino.close()
  rmSync(home, { recursive: true })
})

async function open(pages: readonly FakePage[]) {
  trino = await startFakeTrino(['{"id":"q1","nextUri":"NEXT"}', ...pages])
  console = new SqlConsole(home, new TrinoClient(trino.url, 'console'), new SqlHistory(home))
}
const begin = (sql: string, mode: 'run' | 'explain' = 'run', row_limit = 100) =>
  console.begin({ sql, mode, row_limit }).id
const ended = (id: number) => vi.waitFor(() => expect(console.read(id).state).not.toBe('running'))

const columns = '"columns":[{"name":"n","type":"bigint"},{"name":"t","type":"timestamp(3) with time zone"}]'
const page = (rows: string, next = '') => `{"id":"q1",${columns},"data":[${rows}]${next}}`
const more = ',"nextUri":"NEXT"'

describe('a statement', () => {
  it('is asked as it was typed, without comments around it, and gives exact rows as text', async () => {
    await open([page('[9007199254740993,"2026-01-01 10:00:00.000 UTC"],[null,null]')])
    const id = begin('-- why?\nSELECT n, t FROM x;')
    await ended(id)
    expect(trino.statement.text).toBe('SELECT n, t FROM x')
    expect(trino.statement.headers['x-trino-user']).toBe('console')
    expect(console.read(id)).toMatchObject({
      state: 'succeeded',
      truncated: false,
      query_id: 'q1',
      rows: [
        ['9007199254740993', '2026-01-01T10:00:00.000Z'],
        [null, null],
      ],
    })
  })

  it('ends in Trino once it has given as many rows as are kept', async () => {
    await open([page('[1,null],[2,null],[3,null]', more), 'never answers'])
    const id = begin('SELECT n, t FROM x', 'run', 2)
    await ended(id)
    expect(console.read(id)).toMatchObject({ state: 'succeeded', truncated: true, row_count: 2 })
    await vi.waitFor(() => expect(trino.requests).toContain('DELETE /v1/query/q1'))
  })

  it('that gives exactly as many rows as are kept is complete', async () => {
    await open([page('[1,null],[2,null]')])
    const id = begin('SELECT n, t FROM x', 'run', 2)
    await ended(id)
    expect(console.read(id)).toMatchObject({ truncated: false, row_count: 2 })
  })

  it('can be cancelled, keeping the rows it has given', async () => {
    await open([page('[1,null]', more), 'never answers'])
    const id = begin('SELECT n, t FROM x')
    await vi.waitFor(() => expect(console.read(id).row_count).toBe(1))
    expect(console.cancel(id).state).toBe('cancelled')
    await vi.waitFor(() => expect(trino.requests).toContain('DELETE /v1/query/q1'))
    expect(console.read(id)).toMatchObject({ state: 'cancelled', row_count: 1, rows: [['1', null]] })
    expect(() => console.cancel(id)).toThrow(/has ended already/)
  })

  const failed = (line: number, column: number) =>
    `{"id":"q1","error":{"message":"line ${line}:${column}: Column 'x' cannot be resolved","errorName":"COLUMN_NOT_FOUND","errorLocation":{"lineNumber":${line},"columnNumber":${column}}}}`
  it.each([
    ['run', 1, 8, 3, 10],
    ['explain', 1, 16, 3, 10],
    ['run', 2, 4, 4, 4],
  ] as const)(
    'that fails (%s) names the place in what was typed',
    async (mode, line, column, shownLine, shownColumn) => {
      await open([failed(line, column)])
      const id = begin('-- one\n-- two\n  SELECT x\n   FROM y', mode)
      await ended(id)
      expect(console.read(id)).toMatchObject({
        state: 'failed',
        error: {
          name: 'COLUMN_NOT_FOUND',
          message: "Column 'x' cannot be resolved",
          line: shownLine,
          column: shownColumn,
        },
      })
      if (mode === 'explain') expect(trino.statement.text).toBe('EXPLAIN SELECT x\n   FROM y')
    },
  )

  it.each([
    ['SELECT 1; SELECT 2', /second statement in line 1/],
    ['-- nothing', /no statement/],
    ["SELECT 'a", /SQL:1/],
  ])('is refused before Trino hears of it: %j', async (sql, message) => {
    await open([])
    expect(() => begin(sql)).toThrow(message)
    expect(trino.requests).toEqual([])
  })
})

describe('the history', () => {
  it('outlives the process, and says of what was cut off that it was', async () => {
    await open(['never answers'])
    const id = begin('SELECT 1')
    const later = new SqlConsole(home, new TrinoClient(trino.url, 'console'), new SqlHistory(home))
    expect(later.list().executions).toMatchObject([
      { id, sql: 'SELECT 1', state: 'failed', error: { name: 'ABANDONED' } },
    ])
    expect(later.read(id).rows_kept).toBe(false)
    expect(() => later.read(99)).toThrow(/no statement 99/)
    later.close()
  })

  it('lets only a few run at the same time', async () => {
    await open(['never answers'])
    for (let count = 0; count < 3; count += 1) begin('SELECT 1')
    expect(() => begin('SELECT 1')).toThrow(/3 statements run already/)
  })
})
