import { describe, expect, it } from 'vitest'
import { isClean, TableComparison, type TableVerdict } from './compare.ts'
import type { Row } from './oracle/table-row.ts'

const spec = {
  table: 'iceberg_ride_matches',
  columns: ['ride_id', 'driver_id', 'distance_km'],
  key: ['ride_id'],
  tolerance: { distance_km: 1e-6 },
} as const
const right: Row[] = Array.from({ length: 20 }, (_, i) => [`r${i}`, `d${i}`, i / 7])

function verdict(
  found: readonly Row[],
  expected: readonly Row[] = right,
  isJudged = (_: Row): boolean => true,
): TableVerdict {
  const comparison = new TableComparison(spec)
  for (const row of found) comparison.found(row)
  for (const row of expected)
    comparison.expect({ table: spec.table, key: [row[0] ?? null], rows: [row], required: true })
  return comparison.finish(isJudged)
}

it('finds nothing wrong with what is right', () => {
  const result = verdict([...right].reverse())
  expect(result).toMatchObject({
    expected: 20,
    found: 20,
    missing: 0,
    extra: 0,
    duplicated: 0,
    differing: 0,
    examples: [],
  })
  expect(isClean(result)).toBe(true)
})

describe('finds', () => {
  it('a missing row', () => {
    const result = verdict(right.slice(1))
    expect(result).toMatchObject({ expected: 20, found: 19, missing: 1, extra: 0, duplicated: 0, differing: 0 })
    expect(result.examples).toEqual([{ kind: 'missing', key: ['r0'], expected: right[0], found: null }])
    expect(isClean(result)).toBe(false)
  })

  it('an extra row', () => {
    const ghost = ['ghost', 'd1', 1]
    const result = verdict([...right, ghost])
    expect(result).toMatchObject({ missing: 0, extra: 1, duplicated: 0, differing: 0 })
    expect(result.examples).toEqual([{ kind: 'extra', key: ['ghost'], expected: null, found: ghost }])
    expect(isClean(result)).toBe(false)
  })

  it('a duplicated row, alike or not', () => {
    const [first = [], second = []] = right
    const result = verdict([...right, first, [second[0] ?? null, 'other', 0]])
    expect(result).toMatchObject({ found: 22, missing: 0, extra: 0, duplicated: 2, differing: 0 })
    expect(isClean(result)).toBe(false)
  })

  it('a differing row, null included', () => {
    const result = verdict([['r0', 'other', 0], ['r1', null, 1 / 7], ...right.slice(2)])
    expect(result).toMatchObject({ missing: 0, extra: 0, duplicated: 0, differing: 2 })
    expect(result.examples[0]).toEqual({
      kind: 'differing',
      key: ['r0'],
      expected: right[0],
      found: ['r0', 'other', 0],
    })
    expect(isClean(result)).toBe(false)
  })

  it('a distance beyond the tolerance, and only that', () => {
    const moved = (by: number): Row[] =>
      right.map(([ride, driver, km]) => [ride ?? null, driver ?? null, Number(km) + by])
    expect(verdict(moved(0.9e-6)).differing).toBe(0)
    expect(verdict(moved(1.1e-6)).differing).toBe(20)
    expect(verdict(moved(Number.NaN)).differing).toBe(20)
  })

  it('more than it shows', () => {
    const result = verdict([])
    expect(result.missing).toBe(20)
    expect(result.examples).toHaveLength(5)
  })
})

describe('a row that may be there', () => {
  const expectation = {
    table: spec.table,
    key: ['new'],
    rows: [
      ['new', 'd1', 1],
      ['new', 'd2', 2],
    ],
    required: false,
  } as const
  function judge(found: readonly Row[], rows: readonly Row[] | null = expectation.rows): TableVerdict {
    const comparison = new TableComparison(spec)
    for (const row of found) comparison.found(row)
    comparison.expect({ ...expectation, rows })
    return comparison.finish(() => true)
  }

  it('may be absent', () => {
    expect(judge([])).toMatchObject({ expected: 0, missing: 0 })
  })
  it('must be one of the right ones', () => {
    expect(judge([['new', 'd2', 2]])).toMatchObject({ expected: 1, found: 1, differing: 0 })
    expect(judge([['new', 'd3', 3]])).toMatchObject({ expected: 1, found: 1, differing: 1 })
  })
  it('is counted apart where nothing can be known of it', () => {
    expect(judge([['new', 'd3', 3]], null)).toMatchObject({ expected: 0, found: 0, differing: 0, unjudged: 1 })
  })
})

it('does not call extra what retention may have cut off', () => {
  const result = verdict([...right, ['old', 'd1', 1]], right, (row) => row[0] !== 'old')
  expect(result).toMatchObject({ found: 20, extra: 0, unjudged: 1 })
})
