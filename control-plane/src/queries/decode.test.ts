import { expect, it } from 'vitest'
import { decodeCell, decodeRows, decodeTextRows } from './decode.ts'

it.each([
  ['bigint', 42, '42'],
  ['bigint', '9007199254740993', '9007199254740993'],
  ['decimal(10,2)', '12.50', '12.50'],
  ['double', 1.5, 1.5],
  ['varchar', '2026-01-01 00:00:00 UTC', '2026-01-01 00:00:00 UTC'],
  ['timestamp(6) with time zone', '2026-01-31 23:59:59.000001 UTC', '2026-01-31T23:59:59.000001Z'],
  ['bigint', null, null],
])('gives a %s cell %j as %j', (type, cell, decoded) => {
  expect(decodeCell(cell, type)).toBe(decoded)
})

it('refuses an instant that is not in UTC rather than shift it', () => {
  expect(() => decodeCell('2026-01-31 23:59:59 Asia/Kolkata', 'timestamp(6) with time zone')).toThrowError()
})

const answer = {
  columns: [
    { name: 'n', type: 'bigint' },
    { name: 'x', type: 'double' },
    { name: 'list', type: 'array(integer)' },
  ],
  rows: [[1, 2.5, [1, 2]]],
}

it('gives rows by column name, or as text', () => {
  expect(decodeRows(answer)).toEqual([{ n: '1', x: 2.5, list: [1, 2] }])
  expect(decodeTextRows(answer)).toEqual([['1', '2.5', '[1,2]']])
})
