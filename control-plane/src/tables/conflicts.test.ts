import { expect, it, vi } from 'vitest'
import { TrinoQueryError } from '../clients/trino.ts'
import { withRetries } from './conflicts.ts'

const conflict = new TrinoQueryError(
  'Cannot commit, found new delete for replaced data file: s3://x.parquet',
  'ICEBERG_COMMIT_ERROR',
)

it('tries again what lost against another commit, and counts', async () => {
  const work = vi.fn().mockRejectedValueOnce(conflict).mockRejectedValueOnce(conflict).mockResolvedValue('done')
  const told: string[] = []
  expect(await withRetries(work, (line) => told.push(line), 1)).toEqual({ result: 'done', attempts: 3 })
  expect(told).toHaveLength(2)
})

it('gives up after six', async () => {
  const work = vi.fn().mockRejectedValue(conflict)
  await expect(withRetries(work, () => undefined, 1)).rejects.toBe(conflict)
  expect(work).toHaveBeenCalledTimes(6)
})

it('does not try again what failed for another reason', async () => {
  const work = vi.fn().mockRejectedValue(new TrinoQueryError('no such column', 'COLUMN_NOT_FOUND'))
  await expect(withRetries(work, () => undefined, 1)).rejects.toThrowError('no such column')
  expect(work).toHaveBeenCalledTimes(1)
})
