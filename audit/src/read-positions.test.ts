import { topics } from '@lakehouse/contracts/topics.ts'
import { expect, it } from 'vitest'
import type { Flink, FlinkJob } from './flink.ts'
import { ReadPositions } from './read-positions.ts'

const topic = topics.rideEvents.name
const job: FlinkJob = { id: 'j1', name: 'rides', state: 'RUNNING' }
const ranges = [{ topic, partition: 0, from: 0, to: 100 }]
const NOON = Date.parse('2026-03-01T12:00:00.000Z')

/** What is awaited after each look: seconds after noon, when the tasks were deployed, the position shown. */
async function looks(...given: [second: number, deployedAt: number, shown: number][]): Promise<(string | null)[]> {
  const positions = new ReadPositions()
  const answers: (string | null)[] = []
  for (const [second, deployedAt, shown] of given) {
    const name = `0.Source[1].KafkaSourceReader.topic.${topic}.partition.0.currentOffset`
    const flink = {
      deployedAt: async () => NOON + deployedAt * 1_000,
      sources: async () => [{ name: 'Source', metrics: [{ name, max: shown, sum: shown }] }],
    } as unknown as Flink
    answers.push(await positions.awaited(flink, job, ranges, NOON + second * 1_000))
  }
  return answers
}

it('believes a position that has moved to the end', async () => {
  expect(await looks([0, -60, 90], [1, -60, 99])).toEqual([expect.stringContaining('up to 99'), null])
})

it('does not believe an end at the first look: it may be of before a restart', async () => {
  expect((await looks([0, -60, 99], [1, -60, 99])).every((answer) => answer?.includes('what it has read'))).toBe(true)
})

it('believes an end that stands still once metrics must have been fetched anew', async () => {
  expect((await looks([0, -60, 99], [10, -60, 99], [11, -60, 99])).at(-1)).toBeNull()
})

it('begins anew when the job has been deployed again, and not before its old metrics are gone', async () => {
  const answers = await looks([0, -60, 90], [1, 0.5, 99], [6, 0.5, 99], [7, 0.5, 99], [8, 0.5, 70], [9, 0.5, 100])
  expect(answers.slice(0, -1).every((answer) => answer !== null)).toBe(true)
  expect(answers.at(-1)).toBeNull()
})
