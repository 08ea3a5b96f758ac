import { describe, expect, it } from 'vitest'
import type { CountedFiles } from './files.ts'
import type { TablePolicy } from './policy.ts'
import { firstDayToRewrite, planRewrite } from './rewrite.ts'

const policy = {
  optimize: { delete_files: 20, new_files: 30, small_file_bytes: 8, merge_every: 4, full_file_bytes: 100 },
} as TablePolicy

const part = (more: Partial<CountedFiles>): CountedFiles => ({
  spec_id: 0,
  layout: '',
  current: true,
  partition: '',
  content: 'data',
  files: 10,
  bytes: 1000,
  rows: 10,
  small_files: 4,
  small_file_bytes: 40,
  ...more,
})
const deletes = part({ content: 'equality_deletes', files: 3, bytes: 30, small_files: 3, small_file_bytes: 30 })

describe('what a rewrite takes', () => {
  it('is every file of a partition with deletes, and the deletes', () => {
    expect(planRewrite([part({}), deletes], policy, 0)).toEqual({
      belowBytes: 100,
      dataFiles: 10,
      deleteFiles: 3,
      bytes: 1030,
    })
  })

  it('is only the small files where nothing was deleted', () => {
    expect(planRewrite([part({})], policy, 0)).toMatchObject({ belowBytes: 8, dataFiles: 4, bytes: 40 })
  })

  it('is also what earlier rewrites left, every fourth time', () => {
    expect(planRewrite([part({})], policy, 3)).toMatchObject({ belowBytes: 100, dataFiles: 10, bytes: 1000 })
  })

  it('is nothing where a partition has one small file', () => {
    expect(planRewrite([part({ small_files: 1 })], policy, 0)).toMatchObject({ dataFiles: 0, bytes: 0 })
  })
})

describe('where it begins', () => {
  const day = (date: string, small: number) => part({ partition: JSON.stringify({ t_day: date }), small_files: small })
  it('is the first day with something to merge, when days before it have nothing', () => {
    const parts = [day('2026-01-01', 1), day('2026-01-02', 5), day('2026-01-03', 5)]
    expect(firstDayToRewrite(parts, 't_day')).toBe(Date.parse('2026-01-02T00:00:00Z'))
  })
  it('is nowhere in particular when the first day needs it too, or the layout is not by time', () => {
    expect(firstDayToRewrite([day('2026-01-01', 5), day('2026-01-02', 5)], 't_day')).toBeNull()
    expect(firstDayToRewrite([part({})], 't_day')).toBeNull()
    expect(firstDayToRewrite([day('2026-01-01', 1), day('2026-01-02', 5)], undefined)).toBeNull()
  })
  it('is the day an hour lies in', () => {
    const hour = (n: number, small: number) => part({ partition: `{"t_hour":${n}}`, small_files: small })
    expect(firstDayToRewrite([hour(1, 1), hour(30, 5)], 't_hour')).toBe(86_400_000)
  })
})
