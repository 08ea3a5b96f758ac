import { setTimeout as sleep } from 'node:timers/promises'
import { HEARTBEAT_KEY, type TopicName, topicNames } from '@lakehouse/contracts/topics.ts'
import type { KafkaMessage } from 'kafkajs'
import type { KafkaReader } from '../clients/kafka.ts'
import type { KafkaWriter, Place } from '../clients/kafka-writer.ts'
import { ToldOnce } from '../lib/told-once.ts'

const EVERY_MS = 1_000
/** A partition that was added to a topic gets heartbeats after at most this long. */
const COUNT_AGAIN_MS = 60_000
/** Tells these heartbeats from the producer's. */
const SENDER = 'sender'
const CONTROL_PLANE = 'control-plane'

export interface HeartbeatParts {
  readonly reader: Pick<KafkaReader, 'ends'>
  readonly writer: Pick<KafkaWriter, 'append'>
  readonly warn: (line: string) => void
}

interface Seen {
  /** Offset of the newest heartbeat from here. */
  readonly offset: bigint
  readonly writtenAt: number
}

/**
 * A heartbeat to every partition of the topics each second, whoever else writes or does not. The sources have no idle
 * timeout and need none: what has been written to a partition before a heartbeat has an earlier Kafka time, so a
 * watermark that follows it is exact, however long Kafka, a writer or this process was away.
 */
export class Heartbeats {
  readonly #parts: HeartbeatParts
  readonly #stop = new AbortController()
  readonly #seen = new Map<string, Seen>()
  #places: readonly Place[] = []
  #countedAt = Number.NEGATIVE_INFINITY
  readonly #attempts: ToldOnce

  constructor(parts: HeartbeatParts) {
    this.#parts = parts
    this.#attempts = new ToldOnce((problem) => parts.warn(`no heartbeats to Kafka, windows may wait: ${problem}`))
  }

  /**
   * When somebody else was last noticed to have written to this partition; until then, since when it is watched.
   * Null while that is not known: Kafka confirmed no heartbeat of late.
   */
  writtenAt(topic: TopicName, partition: number): number | null {
    return this.#seen.get(nameOf({ topic, partition }))?.writtenAt ?? null
  }

  /** Beats until `stop`. */
  async keep(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const begun = Date.now()
      await this.#attempts.attempt(() => this.beat(begun))
      const rest = Math.max(0, EVERY_MS - (Date.now() - begun))
      await sleep(rest, undefined, { signal: this.#stop.signal }).catch(() => undefined)
    }
  }

  stop(): void {
    this.#stop.abort()
  }

  /** @throws {Failure} when a partition did not confirm it. */
  async beat(now: number): Promise<void> {
    try {
      if (now - this.#countedAt >= COUNT_AGAIN_MS) {
        this.#places = await this.#count()
        this.#countedAt = now
      }
      const written = await this.#parts.writer.append(this.#places, HEARTBEAT_KEY, { [SENDER]: CONTROL_PLANE })
      for (const { offset, ...place } of written) {
        const before = this.#seen.get(nameOf(place))
        // Offsets that follow each other: nothing was written in between.
        const still = before !== undefined && offset === before.offset + 1n
        this.#seen.set(nameOf(place), { offset, writtenAt: still ? before.writtenAt : now })
      }
    } catch (error) {
      // Which of them Kafka holds nobody knows: what follows is no silence of others that began before.
      this.#seen.clear()
      throw error
    }
  }

  async #count(): Promise<Place[]> {
    const topics = topicNames.map(async (topic) =>
      (await this.#parts.reader.ends(topic)).map(({ partition }) => ({ topic, partition })),
    )
    return (await Promise.all(topics)).flat()
  }
}

/** Whether this record is a heartbeat of the producer's: of anybody but the control plane. */
export function isProducerHeartbeat({ key, headers }: Pick<KafkaMessage, 'key' | 'headers'>): boolean {
  return key?.toString() === HEARTBEAT_KEY && headers?.[SENDER]?.toString() !== CONTROL_PLANE
}

const nameOf = ({ topic, partition }: Place) => `${topic}-${partition}`
