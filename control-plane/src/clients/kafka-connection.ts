import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import { type Admin, type Kafka, type KafkaConfig, logLevel } from 'kafkajs'
import { Failure } from '../errors.ts'

const REQUEST_TIMEOUT_MS = 5_000

/** The control plane's client of the broker. What goes wrong reaches the caller as an error; kafkajs' own lines would only repeat it. */
export function kafkaAt(broker: string, retry: NonNullable<KafkaConfig['retry']>): Kafka {
  return kafkaClient({
    clientId: 'lakehouse-control-plane',
    brokers: [broker],
    connectionTimeout: 2_000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry,
    logLevel: logLevel.NOTHING,
  })
}

/**
 * Ends a client that failed; what goes wrong in that says nothing that its failure did not. Used again it might fail for
 * good: after an answer that never came kafkajs takes a connection for good that is not ("Broker not connected" for ever).
 */
export function discard(client: Pick<Admin, 'disconnect'>): void {
  client.disconnect().catch(() => undefined)
}

/** The failure of what Kafka was asked, in words; a failure that has its words already stays as it is. */
export function kafkaFailure(broker: string, what: string, cause: unknown): Failure {
  if (cause instanceof Failure) return cause
  const why = (cause as Error).message
  return new Failure(`Kafka at ${broker}, asked ${what}: ${why}`, 'Run: npm run status', { cause })
}
