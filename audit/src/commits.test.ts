import { topics } from '@lakehouse/contracts/topics.ts'
import { beforeEach, expect, it } from 'vitest'
import { waitForCommits } from './commits.ts'

const ranges = [{ topic: topics.rideEvents.name, partition: 0, from: 0, to: 100 }]
const LATER = Date.now() + 3_600_000
const METRIC = '0.Source__ride_events[1].KafkaSourceReader.topic.ride_events.partition.0.currentOffset'

/** A stack that has always just reached what `state` says. */
function wait(
  state: {
    jobs?: 'RUNNING' | 'RESTARTING'
    read: number | null
    triggeredAt: number
    committed: number
    committedAt?: number
    deployedAt?: number[]
  },
  patienceMs = 50,
) {
  let looks = 0
  const flink = {
    liveJobs: async () => (state.jobs === undefined ? [] : [{ id: 'j1', name: 'rides', state: state.jobs }]),
    deployedAt: async () => state.deployedAt?.shift() ?? 0,
    sources: async () => {
      looks += 1
      const read = state.read === null ? null : looks === 1 ? state.read - 1 : state.read
      const metrics = read === null ? [] : [{ name: METRIC, max: read, sum: read }]
      return [{ name: 'Source: ride_events', metrics }]
    },
    newestCheckpoint: async () => ({ id: 7, triggeredAt: state.triggeredAt }),
  }
  const page = {
    id: 'q1',
    columns: ['table_name', 'job_id', 'checkpoint_id', 'committed_at'].map((name) => ({ name, type: 'varchar' })),
    data: [['iceberg_ride_events', 'j1', state.committed, state.committedAt ?? LATER]],
  }
  const trino = { query: async () => ({ next: async () => ({ value: page, done: true }) }) }
  return waitForCommits(
    { flink, trino } as unknown as Parameters<typeof waitForCommits>[0],
    ranges,
    ['iceberg_ride_events'],
    Date.now() + patienceMs,
    { signal: new AbortController().signal, progress: (text) => said.push(text) },
    5,
  )
}

const said: string[] = []
beforeEach(() => {
  said.length = 0
})

it('is content once all is read, in a checkpoint and committed', async () => {
  expect(await wait({ jobs: 'RUNNING', read: 99, triggeredAt: LATER, committed: 7 })).toBeNull()
})

it('waits for all of it anew when a job has restarted before its checkpoint', async () => {
  const state = { jobs: 'RUNNING', read: 99, triggeredAt: LATER, committed: 7, deployedAt: [1, 1, 2, 2, 2, 2] } as const
  expect(await wait({ ...state, deployedAt: [...state.deployedAt] }, 1_000)).toContain('anew')
  expect(said).toContain('a job has started again meanwhile: waiting for all of it once more')
})

it.each([
  [{ read: 99, triggeredAt: LATER, committed: 7 }, 'a running Flink job'],
  [{ jobs: 'RESTARTING', read: 99, triggeredAt: LATER, committed: 7 }, 'job rides to be RUNNING, it is RESTARTING'],
  [{ jobs: 'RUNNING', read: 98, triggeredAt: LATER, committed: 7 }, 'to read ride_events-0 from 98 up to 99'],
  [{ jobs: 'RUNNING', read: null, triggeredAt: LATER, committed: 7 }, 'to say what it has read'],
  [{ jobs: 'RUNNING', read: 99, triggeredAt: 0, committed: 7 }, 'job rides to complete a checkpoint'],
  [{ jobs: 'RUNNING', read: 99, triggeredAt: LATER, committed: 7, committedAt: 0 }, 'a commit of checkpoint 7'],
  [{ jobs: 'RUNNING', read: 99, triggeredAt: LATER, committed: 6 }, 'a commit of checkpoint 7 to iceberg_ride_events'],
] as const)('says what it waited for in vain (%#)', async (state, awaited) => {
  expect(await wait(state)).toContain(awaited)
})

it('takes the silence of Flink for one more thing to wait for', async () => {
  const silent = { liveJobs: () => Promise.reject(new Error('connection refused')) }
  const stack = { flink: silent } as unknown as Parameters<typeof waitForCommits>[0]
  const watch = { signal: new AbortController().signal, progress: () => undefined }
  expect(await waitForCommits(stack, ranges, [], Date.now() - 1, watch)).toContain('an answer: connection refused')
})
