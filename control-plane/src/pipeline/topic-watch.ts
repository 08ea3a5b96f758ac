import { type TopicName, topicNames } from '@lakehouse/contracts/topics.ts'
import type { KafkaReader } from '../clients/kafka.ts'
import type { Heartbeats } from './heartbeats.ts'
import type { PartitionReading, TopicReading } from './reading.ts'

/** Rates are over the looks of this time. */
const WINDOW_MS = 12_000

interface Look {
  readonly at: number
  readonly end: bigint
}

/** How fast each partition of the topics grows, and since when one has stood still or nobody has written to it. */
export class TopicWatch {
  readonly #kafka: Pick<KafkaReader, 'ends'>
  readonly #heartbeats: Pick<Heartbeats, 'writtenAt'>
  readonly #seen = new Map<string, { looks: Look[]; movedAt: number }>()

  constructor(kafka: Pick<KafkaReader, 'ends'>, heartbeats: Pick<Heartbeats, 'writtenAt'>) {
    this.#kafka = kafka
    this.#heartbeats = heartbeats
  }

  /** @throws {Failure} when Kafka does not answer. */
  look(): Promise<TopicReading[]> {
    return Promise.all(
      topicNames.map(async (name) => {
        const ends = await this.#kafka.ends(name)
        const at = Date.now()
        const partitions = ends.map(({ partition, high }) => this.#partition(name, partition, { at, end: high }))
        const rates = partitions.map(({ rate }) => rate)
        const known = rates.every((rate) => rate !== null)
        return { name, partitions, rate: known ? rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0) : null }
      }),
    )
  }

  #partition(topic: TopicName, partition: number, look: Look): PartitionReading {
    const key = `${topic}-${partition}`
    const before = this.#seen.get(key) ?? { looks: [], movedAt: look.at }
    const moved = before.looks.length > 0 && before.looks.at(-1)?.end !== look.end
    const looks = [...before.looks.filter(({ at }) => look.at - at <= WINDOW_MS), look]
    const movedAt = moved ? look.at : before.movedAt
    this.#seen.set(key, { looks, movedAt })
    const first = looks[0] ?? look
    const seconds = (look.at - first.at) / 1000
    const rate = seconds < 1 ? null : Math.max(0, Number(look.end - first.end)) / seconds
    const writtenAt = this.#heartbeats.writtenAt(topic, partition) ?? look.at
    return { partition, end: look.end, rate, movedAt, writtenAt }
  }
}
