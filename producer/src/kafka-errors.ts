/** What a failed send asks for. */
export type Recovery =
  /** The same batch again: the broker recognises what it already has by its sequence numbers. */
  | 'retry'
  /** The broker no longer knows this producer's sequence numbers: the batch goes out under a new producer id. */
  | 'new session'
  /** Kafka refuses the batch and always will. */
  | 'give up'

/** Answers after which no further batch of this producer id can succeed. Source: Kafka protocol, error codes 45, 47, 49, 59. */
const lostSession = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
  'UNKNOWN_PRODUCER_ID',
])

/** The innermost cause: kafkajs wraps what Kafka or the network said. */
export function rootCause(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  return error.cause instanceof Error ? rootCause(error.cause) : error
}

export function recoveryFrom(error: Error & { type?: string; retriable?: boolean }): Recovery {
  if (error.type !== undefined && lostSession.has(error.type)) return 'new session'
  const isKafkas = error.name.startsWith('KafkaJS')
  const isNetworks = 'code' in error
  if (!isKafkas && !isNetworks) return 'give up'
  const isFinal = ['KafkaJSProtocolError', 'KafkaJSNonRetriableError'].includes(error.name) && error.retriable === false
  return isFinal ? 'give up' : 'retry'
}
