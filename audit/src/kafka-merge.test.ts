import { expect, it } from 'vitest'
import { PartitionQueue, takeMerged } from './kafka-merge.ts'
import { pingRecord } from './oracle/testing.ts'

function queue(partition: number, ...times: number[]): PartitionQueue {
  const filled = new PartitionQueue()
  filled.push(times.map((kafkaTime, offset) => pingRecord({}, { partition, offset, kafkaTime })))
  return filled
}
const places = (queues: PartitionQueue[], limit = 100): string[] =>
  takeMerged(queues, limit).map(({ partition, offset }) => `${partition}:${offset}`)

it('merges by Kafka time, keeping the order within each partition', () => {
  const queues = [queue(0, 1, 5, 5), queue(1, 2, 3, 9)]
  for (const each of queues) each.complete = true
  expect(places(queues)).toEqual(['0:0', '1:0', '1:1', '0:1', '0:2', '1:2'])
})

it('stops where a partition may still have something older', () => {
  const [a, b] = [queue(0, 1, 5), queue(1, 2)]
  expect(places([a, b])).toEqual(['0:0', '1:0'])
  b.push([pingRecord({}, { partition: 1, offset: 1, kafkaTime: 4 })])
  b.complete = true
  expect(places([a, b])).toEqual(['1:1', '0:1'])
})

it('gives no more than it is asked for, and loses nothing', () => {
  const only = queue(0, 1, 2, 3)
  only.complete = true
  expect(places([only], 2)).toEqual(['0:0', '0:1'])
  expect(only.size).toBe(1)
  expect(places([only], 2)).toEqual(['0:2'])
})
