import type { TopicName } from '@lakehouse/contracts/topics.ts'
import type { Classified } from './classify.ts'
import type { KafkaRecord } from './record.ts'

/** What one topic partition holds. Records without heartbeats = valid + dead letters, and late is part of valid. */
export interface PartitionAccount {
  readonly topic: TopicName
  readonly partition: number
  records: number
  heartbeats: number
  valid: number
  late: number
  deadLetters: number
}

export class Accounting {
  readonly #accounts = new Map<string, PartitionAccount>()

  count({ topic, partition }: KafkaRecord, what: Classified): void {
    const key = `${topic}-${partition}`
    const account = this.#accounts.get(key) ?? {
      topic,
      partition,
      records: 0,
      heartbeats: 0,
      valid: 0,
      late: 0,
      deadLetters: 0,
    }
    this.#accounts.set(key, account)
    account.records += 1
    if (what.kind === 'heartbeat') account.heartbeats += 1
    else if (what.kind === 'dead letter') account.deadLetters += 1
    else {
      account.valid += 1
      if (what.late) account.late += 1
    }
  }

  get accounts(): readonly PartitionAccount[] {
    return [...this.#accounts.values()]
  }
}
