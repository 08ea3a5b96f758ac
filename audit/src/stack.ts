import { httpUrl, LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import { ledgerFolder } from '@lakehouse/contracts/ledger.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { type Kafka, logLevel } from 'kafkajs'
import { Flink } from './flink.ts'
import { ridesUrl } from './postgres.ts'
import type { Sources } from './tables.ts'
import { connectTrino } from './trino.ts'

/** The parts of a running stack that an audit reads. */
export interface Stack extends Sources {
  readonly kafka: Kafka
  readonly flink: Flink
  readonly ledgerFolder: string
}

/**
 * The stack that this environment names; nothing is contacted yet.
 * @throws {Error} when it has never been started, or a port variable is no port.
 */
export function stackOf(env: Readonly<Record<string, string | undefined>>): Stack {
  const ports = resolvePorts(env)
  const home = lakehouseHome(env)
  const kafka = kafkaClient({
    clientId: 'audit',
    brokers: [`${LOOPBACK}:${ports.kafka}`],
    logLevel: logLevel.ERROR,
    // Standard output is for the report alone.
    logCreator: () => (entry) => process.stderr.write(`kafka: ${entry.log.message} ${entry.log.error ?? ''}\n`),
  })
  return {
    kafka,
    flink: new Flink(httpUrl(ports, 'flinkRest')),
    trino: connectTrino(ports),
    ridesUrl: ridesUrl(ports, readSecrets(home)),
    ledgerFolder: ledgerFolder(home),
  }
}
