import { expect, it } from 'vitest'
import { query } from './trino.ts'

type Page = {
  id?: string
  columns?: { name: string; type: string }[]
  data?: unknown[][]
  error?: object
  nextUri?: string
}
const columns = [{ name: 'a', type: 'varchar' }]

async function rows(...pages: Page[]): Promise<unknown[]> {
  // Like trino-client's iterator: the last page comes with done false, and once more with done true.
  const next = async () => ({ value: pages.length > 1 ? pages.shift() : pages[0], done: false })
  const trino = { query: async () => ({ next }) } as unknown as Parameters<typeof query>[0]
  const all: unknown[] = []
  for await (const page of query(trino, 'SELECT a', ['a'])) all.push(...page)
  return all
}

it('gives the rows of every page', async () => {
  expect(
    await rows({ columns, data: [['1']], nextUri: 'x' }, { columns, nextUri: 'y' }, { columns, data: [['2']] }),
  ).toEqual([['1'], ['2']])
})

it('throws what trino-client only hands over', async () => {
  const error = { errorName: 'TABLE_NOT_FOUND', message: 'no such table' }
  await expect(rows({ error })).rejects.toThrow('TABLE_NOT_FOUND: no such table')
  await expect(rows({ columns, data: [['1']], nextUri: 'x' }, { error })).rejects.toThrow('no such table')
})

it('refuses other columns', async () => {
  await expect(rows({ columns: [{ name: 'b', type: 'varchar' }], data: [['1']] })).rejects.toThrow('Trino gave b')
})

it('cancels a query that is left before its end', async () => {
  const cancelled: string[] = []
  const endless = { next: async () => ({ value: { id: 'q1', columns, data: [['1']], nextUri: 'x' }, done: false }) }
  const cancel = async (id: string) => cancelled.push(id)
  const trino = { query: async () => endless, cancel } as unknown as Parameters<typeof query>[0]
  for await (const page of query(trino, 'SELECT a', ['a'])) if (page.length > 0) break
  expect(cancelled).toEqual(['q1'])
  const leave = new AbortController()
  const reading = async () => {
    for await (const page of query(trino, 'SELECT a', ['a'], leave.signal)) leave.abort(new Error(`left ${page}`))
  }
  await expect(reading()).rejects.toThrow('left 1')
  expect(cancelled).toEqual(['q1', 'q1'])
})
