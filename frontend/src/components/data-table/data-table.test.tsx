import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import '../../testing/render.tsx'
import type { Column } from './column.ts'
import { DataTable } from './data-table.tsx'

const columns: Column<string>[] = [
  { id: 'id', header: 'Id', text: (row) => row, compare: (a, b) => a.localeCompare(b) },
  { id: 'n', header: 'N', align: 'right', text: () => '1', compare: () => 0 },
]

function table(rows: string[], extra: Partial<Parameters<typeof DataTable<string>>[0]> = {}) {
  return <DataTable caption="Test" columns={columns} rows={rows} rowKey={(row) => row} {...extra} />
}

const row = (name: string) => screen.getByRole('row', { name: `${name} 1` })

it('moves through rows by arrow keys and chooses by Enter', async () => {
  const choose = vi.fn()
  render(table(['a', 'b', 'c'], { onSelect: choose }))
  row('a').focus()
  await userEvent.keyboard('{ArrowDown}')
  await waitFor(() => expect(document.activeElement).toBe(row('b')))
  await userEvent.keyboard('{End}')
  await waitFor(() => expect(document.activeElement).toBe(row('c')))
  await userEvent.keyboard('{Enter}')
  expect(choose).toHaveBeenCalledWith('c')
})

it('keeps the focus on its row when new rows come above it', async () => {
  const { rerender } = render(table(['a', 'b']))
  row('b').focus()
  rerender(table(['new', 'a', 'b']))
  expect(document.activeElement).toBe(row('b'))
  expect(row('b').tabIndex).toBe(0)
})

it('has one row in the tab order, also when the last one with focus is gone', () => {
  const { rerender } = render(table(['a', 'b']))
  row('b').focus()
  rerender(table(['c', 'd']))
  const stops = screen.getAllByRole('row').filter((one) => one.tabIndex === 0)
  expect(stops.map((one) => one.dataset.key)).toEqual(['c'])
})

it('asks for an order by its headers: numbers largest first, then the other way', async () => {
  const sort = vi.fn()
  const { rerender } = render(table(['a'], { onSort: sort }))
  await userEvent.click(screen.getByRole('button', { name: 'N' }))
  expect(sort).toHaveBeenLastCalledWith({ column: 'n', descending: true })
  rerender(table(['a'], { onSort: sort, sort: { column: 'n', descending: true } }))
  expect(screen.getByRole('columnheader', { name: 'N' }).getAttribute('aria-sort')).toBe('descending')
  await userEvent.click(screen.getByRole('button', { name: 'N' }))
  expect(sort).toHaveBeenLastCalledWith({ column: 'n', descending: false })
})

it('tells how many rows there are when it draws only some', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `r${index}`)
  render(table(many))
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001')
  expect(screen.getAllByRole('row').length).toBeLessThan(200)
})
