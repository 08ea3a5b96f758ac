import { setTimeout as delay } from 'node:timers/promises'
import { HEARTBEAT_KEY, type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import { CompressionTypes, Partitioners, type Producer } from 'kafkajs'
import { placeOf } from '../accounting-check.ts'
import { readRecords } from '../kafka-reader.ts'
import { classify } from '../oracle/classify.ts'
import type { Stack } from '../stack.ts'
import { readTable } from '../tables.ts'
import type { Watch } from '../watch.ts'
import { fuzzRecord } from './malform.ts'
import type { SeededRandom } from './random.ts'

const ROUNDS = 40
const RECORDS_A_ROUND = 100
const PAUSE_MS = 150
const BATCH_BYTES = 1024 * 1024

/** What became of the records: produced = on time + late + dead letters. */
export interface FuzzAccount {
  readonly produced: number
  readonly onTime: number
  readonly late: number
  readonly deadLetters: number
  readonly faults: readonly string[]
}

/** The records are written; `settle` tells, once the tables hold their effect, what became of them. */
export interface Fuzzed {
  settle(watch: Watch): Promise<FuzzAccount>
}

/** Writes thousands of broken, odd and some valid records among those of the producer, to both topics. */
export async function fuzz(stack: Stack, random: SeededRandom, { signal, progress }: Watch): Promise<Fuzzed> {
  const producer = stack.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  const places = new Set<string>()
  const run = `fuzz-${Date.now().toString(36)}`
  await producer.connect()
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const records = Array.from({ length: RECORDS_A_ROUND }, () =>
        fuzzRecord(`${run}-${random.below(2 ** 32)}`, random, Date.now()),
      )
      for (const { name, partitions } of Object.values(topics)) {
        const messages = records
          .filter(({ topic }) => topic === name)
          .map(({ key, value }) => ({ partition: random.below(partitions), key, value }))
        for (const batch of batches(messages)) {
          for (const place of await send(producer, name, batch)) places.add(place)
        }
      }
      await delay(PAUSE_MS, undefined, { signal })
    }
  } finally {
    await producer.disconnect()
  }
  progress(`wrote ${places.size} records`)
  return { settle: (watch) => settle(stack, places, watch) }
}

type Message = { readonly partition: number; readonly key: Buffer | null; readonly value: Buffer | null }

/** Writes the messages. @returns where each came to lie: `<topic>-<partition>-<offset>`. */
async function send(producer: Producer, topic: string, messages: Message[]): Promise<string[]> {
  const acknowledged = await producer.send({ topic, messages, compression: CompressionTypes.None })
  return acknowledged.flatMap(({ partition, baseOffset }) =>
    messages
      .filter((message) => message.partition === partition)
      .map((_, i) => `${topic}-${partition}-${Number(baseOffset) + i}`),
  )
}

/** In order, each as small as the topics take a batch (`max.message.bytes`, 2 MiB), whatever partition it is for. */
function batches(messages: readonly Message[]): Message[][] {
  const made: Message[][] = [[]]
  let bytes = 0
  for (const message of messages) {
    bytes += message.value?.length ?? 0
    if (bytes > BATCH_BYTES) {
      made.push([])
      bytes = message.value?.length ?? 0
    }
    made.at(-1)?.push(message)
  }
  return made
}

async function settle(stack: Stack, places: ReadonlySet<string>, { signal, progress }: Watch): Promise<FuzzAccount> {
  const byRecord = { onTime: 0, late: 0, deadLetters: 0 }
  const faults: string[] = []
  const validRides = new Set<string>()
  for await (const batch of readRecords(stack.kafka, rangesOf(places))) {
    signal.throwIfAborted()
    for (const record of batch) {
      const place = `${record.topic}-${record.partition}-${record.offset}`
      if (!places.has(place)) continue
      const what = classify(record)
      if (what.kind === 'heartbeat') faults.push(`${place} was taken for a heartbeat, its key is not ${HEARTBEAT_KEY}`)
      else if (what.kind === 'dead letter') byRecord.deadLetters += 1
      else {
        byRecord[what.late ? 'late' : 'onTime'] += 1
        if (what.kind === 'ride') validRides.add(place)
      }
    }
  }
  const inTables = {
    late: await countRows(stack, 'iceberg_late_events', places),
    deadLetters: await countRows(stack, 'iceberg_dead_letters', places),
  }
  const logged = await countRows(stack, 'iceberg_ride_event_log', places)
  if (inTables.late !== byRecord.late) faults.push(`fuzz: ${byRecord.late} late records, ${inTables.late} in the table`)
  if (inTables.deadLetters !== byRecord.deadLetters) {
    faults.push(`fuzz: ${byRecord.deadLetters} dead letters, ${inTables.deadLetters} in the table`)
  }
  if (logged !== validRides.size) faults.push(`fuzz: ${validRides.size} valid ride events, ${logged} in the log`)
  const produced = places.size
  const { onTime } = byRecord
  if (produced !== onTime + inTables.late + inTables.deadLetters) {
    faults.push(
      `fuzz: ${produced} produced are not ${onTime} on time + ${inTables.late} late + ${inTables.deadLetters} dead`,
    )
  }
  progress(`${produced} produced = ${onTime} on time + ${inTables.late} late + ${inTables.deadLetters} dead letters`)
  return { produced, onTime, ...inTables, faults }
}

async function countRows(
  stack: Stack,
  table: 'iceberg_late_events' | 'iceberg_dead_letters' | 'iceberg_ride_event_log',
  places: ReadonlySet<string>,
): Promise<number> {
  let count = 0
  for await (const page of readTable(stack, table)) {
    for (const row of page) {
      const { topic, partition, offset } = placeOf(table, row)
      if (places.has(`${topic}-${partition}-${offset}`)) count += 1
    }
  }
  return count
}

/** The shortest range of each partition that holds all the places in it. */
function rangesOf(places: ReadonlySet<string>) {
  const offsets = new Map<string, number[]>()
  for (const place of places) {
    const cut = place.lastIndexOf('-')
    const partition = place.slice(0, cut)
    offsets.set(partition, [...(offsets.get(partition) ?? []), Number(place.slice(cut + 1))])
  }
  return [...offsets].map(([partition, all]) => {
    const cut = partition.lastIndexOf('-')
    return {
      topic: partition.slice(0, cut) as TopicName,
      partition: Number(partition.slice(cut + 1)),
      from: Math.min(...all),
      to: Math.max(...all) + 1,
    }
  })
}
