import { afterEach, describe, expect, it, vi } from 'vitest'
import { type FakePage, type FakeTrino, startFakeTrino } from './fake-trino.ts'
import { TrinoClient, TrinoQueryError, TrinoUnavailableError } from './trino.ts'

let trino: FakeTrino
async function query(pages: readonly FakePage[], deadlineMs = 5_000) {
  trino = await startFakeTrino(pages)
  return new TrinoClient(trino.url, 'dashboard').query('SELECT 1', deadlineMs)
}
afterEach(() => trino.close())

const columns = '"columns":[{"name":"n","type":"bigint"},{"name":"d","type":"decimal(38,2)"}]'

describe('TrinoClient', () => {
  it('gathers the rows of all pages, each digit of each number', async () => {
    const answer = await query([
      '{"id":"q1","nextUri":"NEXT"}',
      `{"id":"q1",${columns},"data":[[9007199254740993,"12345678901234567890.12"]],"nextUri":"NEXT"}`,
      `{"id":"q1",${columns},"data":[[1,"0.50"]]}`,
    ])
    expect(answer.columns.map(({ name }) => name)).toEqual(['n', 'd'])
    expect(answer.rows).toEqual([
      ['9007199254740993', '12345678901234567890.12'],
      [1, '0.50'],
    ])
    expect(trino.statement.text).toBe('SELECT 1')
    expect(trino.statement.headers).toMatchObject({ 'x-trino-user': 'dashboard', 'x-trino-time-zone': 'UTC' })
  })

  const failed = '"error":{"message":"line 1:8: Column \'x\' cannot be resolved","errorName":"COLUMN_NOT_FOUND"}'
  it.each([
    ['at once', [`{"id":"q1",${failed}}`]],
    ['later', ['{"id":"q1","nextUri":"NEXT"}', `{"id":"q1",${failed}}`]],
    ['after some rows', [`{"id":"q1",${columns},"data":[[1,"1"]],"nextUri":"NEXT"}`, `{"id":"q1",${failed}}`]],
  ])('throws an error that Trino gives %s', async (_, pages) => {
    const error = await query(pages).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(TrinoQueryError)
    expect(error).toMatchObject({ errorName: 'COLUMN_NOT_FOUND' })
    expect(error.message).toContain('cannot be resolved')
  })

  it.each(['http://127.0.0.1:1/v1/statement/x', 'http://example.org/v1/statement/x', 'NEXT/../../../../../ui'])(
    'is not sent to %s',
    async (nextUri) => {
      await expect(query([`{"id":"q1","nextUri":"${nextUri}"}`])).rejects.toThrowError(/refused/)
      expect(trino.requests.filter((request) => request.startsWith('GET'))).toEqual([])
    },
  )

  it('gives up at the deadline and cancels the query', async () => {
    const begun = Date.now()
    const error = await query(['{"id":"q1","nextUri":"NEXT"}', 'never answers'], 150).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(TrinoUnavailableError)
    expect(error.message).toContain('no complete answer in 150 ms')
    expect(Date.now() - begun).toBeLessThan(3_000)
    await vi.waitFor(() => expect(trino.requests).toContain('DELETE /v1/query/q1'))
  })

  it('says when nobody listens', async () => {
    trino = await startFakeTrino([])
    await trino.close()
    await expect(new TrinoClient(trino.url, 'dashboard').query('SELECT 1', 1_000)).rejects.toThrowError(/ECONNREFUSED/)
  })
})
