import type { Kafka } from 'kafkajs'
import { type PartitionRange, readRecords } from './kafka-reader.ts'
import type { KafkaRecord } from './oracle/record.ts'
import type { Watch } from './watch.ts'

const PROGRESS_MS = 5_000

export interface ReplayFigures {
  readonly records: number
  readonly seconds: number
  readonly recordsPerSecond: number
}

/** Shows every record of the ranges to `see`, in the order of Kafka time, and says how far it has come. */
export async function replay(
  kafka: Kafka,
  ranges: readonly PartitionRange[],
  see: (record: KafkaRecord) => void,
  { signal, progress }: Watch,
): Promise<ReplayFigures> {
  const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  const begun = performance.now()
  let records = 0
  let said = begun
  for await (const batch of readRecords(kafka, ranges)) {
    signal.throwIfAborted()
    for (const record of batch) see(record)
    records += batch.length
    if (performance.now() - said < PROGRESS_MS) continue
    said = performance.now()
    progress(`Kafka: ${records} of ${total} records, ${Math.round((records * 1_000) / (said - begun))} a second`)
  }
  const seconds = (performance.now() - begun) / 1_000
  return { records, seconds, recordsPerSecond: Math.round(records / Math.max(seconds, 0.001)) }
}

/** All records of a few short ranges. */
export async function readAll(kafka: Kafka, ranges: readonly PartitionRange[]): Promise<KafkaRecord[]> {
  const records: KafkaRecord[] = []
  for await (const batch of readRecords(kafka, ranges)) records.push(...batch)
  return records
}
