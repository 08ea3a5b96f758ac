import {
  KafkaJSConnectionError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
} from 'kafkajs'
import { expect, it } from 'vitest'
import { recoveryFrom, rootCause } from './kafka-errors.ts'

const protocolError = (type: string, retriable: boolean): Error =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, retriable }))

it.each([
  ['retry', new KafkaJSConnectionError('refused', { broker: 'b' })],
  ['retry', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
  ['retry', protocolError('NOT_LEADER_FOR_PARTITION', true)],
  ['new session', protocolError('OUT_OF_ORDER_SEQUENCE_NUMBER', false)],
  ['new session', protocolError('UNKNOWN_PRODUCER_ID', false)],
  ['give up', protocolError('MESSAGE_TOO_LARGE', false)],
  ['give up', new KafkaJSNonRetriableError('The producer is disconnecting')],
  ['give up', new TypeError('a mistake of ours')],
] as const)('%s after %s', (recovery, error) => {
  expect(recoveryFrom(error)).toBe(recovery)
})

it('finds what Kafka said below the wrapping', () => {
  const cause = protocolError('NOT_LEADER_FOR_PARTITION', true)
  const wrapped = new KafkaJSNumberOfRetriesExceeded(cause, { retryCount: 1, retryTime: 1 })
  expect(rootCause(wrapped)).toBe(cause)
})
