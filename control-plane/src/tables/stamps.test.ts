import { expect, it } from 'vitest'
import { parseJsonExactly } from '../clients/exact-json.ts'
import { nextLocation, withStamps } from './carry-stamps.ts'
import { readMetadata } from './metadata.ts'
import { missingStamps, neededStamps } from './stamps.ts'
import { metadataContent, metadataOf } from './testing.ts'

const stamped = (job: string, checkpoint: number, operator = 'op') => ({
  'flink.job-id': job,
  'flink.operator-id': operator,
  'flink.max-committed-checkpoint-id': String(checkpoint),
})
const needed = new Map([
  ['old', 'a savepoint'],
  ['new', 'a running job'],
])

const line = [
  { id: 1, summary: stamped('old', 7) },
  { id: 2, summary: stamped('old', 8) },
  { id: 3, summary: stamped('gone', 1) },
  { id: 4, summary: stamped('new', 9) },
]

it('finds the newest commit of each job that is needed', () => {
  const found = neededStamps(metadataOf(line), needed)
  expect(found.map(({ snapshot, jobId, checkpointId }) => [snapshot.id, jobId, checkpointId])).toEqual([
    ['4', 'new', '9'],
    ['2', 'old', '8'],
  ])
})

it('tells operators of one job apart', () => {
  const two = [
    { id: 1, summary: stamped('new', 5, 'a') },
    { id: 2, summary: stamped('new', 6, 'b') },
  ]
  expect(neededStamps(metadataOf(two), needed)).toHaveLength(2)
})

it('does not see a commit behind a gap, as Flink does not', () => {
  const cut = [line[1], { ...line[3], parent: 99 }].map((each) => ({ id: 0, ...each }))
  expect(neededStamps(metadataOf(cut), needed).map(({ jobId }) => jobId)).toEqual(['new'])
})

it('knows which stamps are missing, and that a later checkpoint of the job stands for an earlier one', () => {
  const stamps = neededStamps(metadataOf(line), needed)
  expect(missingStamps(metadataOf(line.slice(3)), stamps).map(({ jobId }) => jobId)).toEqual(['old'])
  const later = metadataOf([line[1] ?? { id: 0 }, { id: 5, summary: stamped('new', 10) }])
  expect(missingStamps(later, stamps)).toEqual([])
})

it('carries stamps into snapshots on top, losing no digit and sharing no manifest list', () => {
  const big = '7290436216243046399'
  const content = JSON.stringify(metadataContent([...line, { id: 5, summary: { 'total-records': '42' } }])).replaceAll(
    /"(current-snapshot-id|snapshot-id)":5\b/g,
    `"$1":${big}`,
  )
  const stamps = neededStamps(metadataOf(line), needed)
  const next = withStamps(content, 's3://lakehouse/t/metadata/00004-a.metadata.json', stamps, 9_000_000)
  const metadata = readMetadata(parseJsonExactly(next.content), 1)
  const [first, second] = metadata.snapshots.slice(-2)
  expect(first).toMatchObject({ parentId: big, sequence: 6, summary: { 'total-records': '42', ...stamped('new', 9) } })
  expect(second).toMatchObject({ parentId: first?.id, sequence: 7, summary: stamped('old', 8) })
  expect(metadata.current).toEqual(second)
  expect(metadata.lastSequence).toBe(7)
  expect(missingStamps({ ...metadata, snapshots: metadata.snapshots.slice(-2) }, stamps)).toEqual([])
  expect(new Set(metadata.snapshots.map(({ manifestList }) => manifestList)).size).toBe(7)
  expect(next.manifestLists.map(({ to }) => to)).toEqual([first?.manifestList, second?.manifestList])
})

it('numbers metadata files on', () => {
  expect(nextLocation('s3://b/t/metadata/00099-abc.metadata.json')).toMatch(
    /^s3:\/\/b\/t\/metadata\/00100-[\w-]{36}\.metadata\.json$/,
  )
})
