import { topics } from '@lakehouse/contracts/topics.ts'
import { describe, expect, it } from 'vitest'
import { Partitioning } from './partitioning.ts'

/** Keys and their murmur2 as Kafka's own test has them (UtilsTest.testMurmur2). */
const javaHashes: readonly (readonly [string, number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
]

function partitioning(count: number): Partitioning {
  const partitions = Array.from({ length: count }, (_, partitionId) => ({
    partitionId,
    leader: 1,
    replicas: [1],
    isr: [1],
    partitionErrorCode: 0,
  }))
  return new Partitioning(new Map(Object.values(topics).map(({ name }) => [name, partitions])))
}

describe.each(Object.values(topics))('a record of $name', ({ name }) => {
  it.each(javaHashes)('with key %s goes where a Java client sends it', (key, hash) => {
    for (const count of [1, 3, 4, 1_000]) {
      const chosen = partitioning(count)
      // DefaultPartitioner: toPositive(murmur2(key)) % partitions; twice, since the second answer is remembered.
      for (const _ of [1, 2]) expect(chosen.partitionOf(name, key)).toBe((hash & 0x7fffffff) % count)
    }
  })
})
