import { expect, it } from 'vitest'
import { parseJsonExactly } from '../clients/exact-json.ts'
import { ancestors, committerOf, partitioningOf, readMetadata } from './metadata.ts'
import { metadataOf } from './testing.ts'

it('keeps every digit of a snapshot id', () => {
  const content = JSON.stringify({
    'format-version': 2,
    location: 's3://lakehouse/t',
    'last-updated-ms': 1,
    schemas: [],
    'default-spec-id': 0,
    'partition-specs': [],
    'current-snapshot-id': 1,
    snapshots: [{ 'snapshot-id': 1, 'timestamp-ms': 5 }],
  }).replaceAll('snapshot-id":1', 'snapshot-id":7290436216243046399')
  expect(readMetadata(parseJsonExactly(content), 1).current?.id).toBe('7290436216243046399')
})

it('spells layouts as Trino does', () => {
  const spec = (transform: string) => ({ id: 1, fields: [{ source: 'at', name: 'x', transform }] })
  expect(['bucket[8]', 'day', 'identity', 'truncate[2]', 'void'].map((each) => partitioningOf(spec(each)))).toEqual([
    ['bucket(at, 8)'],
    ['day(at)'],
    ['at'],
    ['truncate(at, 2)'],
    [],
  ])
})

it('knows who committed', () => {
  const by = (summary: Record<string, string>) => committerOf(metadataOf([{ id: 1, summary }]).current as never)
  expect(by({ 'flink.job-id': 'a' })).toBe('flink')
  expect(by({ trino_query_id: 'q', trino_user: 'operator' })).toBe('trino')
  expect(by({ trino_query_id: 'q', trino_user: 'dbt' })).toBe('dbt')
  expect(by({})).toBe('unknown')
})

it('follows the present back to the first forebear that is left, and leaves what a rollback left beside', () => {
  const metadata = metadataOf([{ id: 2, parent: 1 }, { id: 3 }, { id: 4, parent: 2 }])
  expect(ancestors(metadata).map(({ id }) => id)).toEqual(['4', '2'])
})
