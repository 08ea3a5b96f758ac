// @vitest-environment node
import { expect, it } from 'vitest'
import { arrange, type Column, formatSort, parseSort } from './column.ts'

interface Row {
  name: string
  n: number
}
const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', text: (row) => row.name },
  { id: 'n', header: 'N', text: (row) => String(row.n), compare: (a, b) => a.n - b.n },
]
const rows = [
  { name: 'Loop 2', n: 2 },
  { name: 'Pier', n: 10 },
  { name: 'Loop 1', n: 2 },
]
const names = (sort: string, filter = '') => arrange(rows, columns, parseSort(sort), filter).map((row) => row.name)

it('sorts by a column that can be sorted by, and else leaves the order', () => {
  expect(names('n:desc')).toEqual(['Pier', 'Loop 2', 'Loop 1'])
  expect(names('n')).toEqual(['Loop 2', 'Loop 1', 'Pier'])
  expect(names('name')).toEqual(['Loop 2', 'Pier', 'Loop 1'])
  expect(names('nonsense:desc')).toEqual(['Loop 2', 'Pier', 'Loop 1'])
})

it('keeps rows in which every word of the filter occurs', () => {
  expect(names('', 'loop 2')).toEqual(['Loop 2', 'Loop 1'])
  expect(names('', ' PIER ')).toEqual(['Pier'])
  expect(names('', 'airport')).toEqual([])
})

it('writes an order as it reads it', () => {
  for (const text of ['n', 'n:desc']) expect(formatSort(parseSort(text))).toBe(text)
})
