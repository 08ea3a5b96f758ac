import type { KafkaRecord } from './oracle/record.ts'

/** What is known so far of one partition's records, oldest first. */
export class PartitionQueue {
  #chunks: KafkaRecord[][] = []
  #next = 0
  #size = 0
  /** Whether no record can follow. */
  complete = false

  push(records: KafkaRecord[]): void {
    if (records.length === 0) return
    this.#chunks.push(records)
    this.#size += records.length
  }

  get size(): number {
    return this.#size
  }

  get head(): KafkaRecord | undefined {
    return this.#chunks[0]?.[this.#next]
  }

  shift(): void {
    this.#size -= 1
    this.#next += 1
    if (this.#next === this.#chunks[0]?.length) {
      this.#chunks.shift()
      this.#next = 0
    }
  }
}

/**
 * Takes from the queues, in the order of Kafka time, as many records as can be told to be next: as long as every queue
 * that is not complete has one. Of one Kafka time the order of the queues decides; within a partition the offsets do.
 */
export function takeMerged(queues: readonly PartitionQueue[], limit: number): KafkaRecord[] {
  const taken: KafkaRecord[] = []
  while (taken.length < limit) {
    let first: PartitionQueue | undefined
    let head: KafkaRecord | undefined
    for (const queue of queues) {
      const candidate = queue.head
      if (candidate === undefined) {
        if (queue.complete) continue
        return taken
      }
      if (head === undefined || candidate.kafkaTime < head.kafkaTime) [first, head] = [queue, candidate]
    }
    if (first === undefined || head === undefined) return taken
    taken.push(head)
    first.shift()
  }
  return taken
}
