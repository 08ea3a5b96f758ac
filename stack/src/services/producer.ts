import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { producerStatus, producerStatusFile } from '@lakehouse/contracts/producer-status.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import { nodeServiceEnvironment } from './environment.ts'
import type { StackContext } from './stack-context.ts'

/** The simulated fleet: `rate` records per second, with its usual share of late, repeated and broken ones. */
export function producer(context: StackContext, rate: number): ServiceSpec {
  const statusFile = producerStatusFile(context.home)
  const began = new Date()
  return {
    name: 'producer',
    dependsOn: ['kafka'],
    command: process.execPath,
    args: ['--max-old-space-size=384', join('producer', 'src', 'main.ts'), '--rate', String(rate)],
    env: nodeServiceEnvironment(context),
    cwd: projectRoot,
    ports: [],
    readiness: {
      what: 'has events acknowledged by Kafka',
      timeoutMs: 180_000,
      check: async () => {
        const status = producerStatus.parse(JSON.parse(await readFile(statusFile, 'utf8')))
        const { started_at, state, problem, acknowledged } = status
        if (new Date(started_at) < began) throw new Error('it has not said anything yet')
        if (acknowledged.event === 0) throw new Error(problem ?? `it is ${state}`)
      },
    },
    // It waits for Kafka to acknowledge what it has sent, so that its ledger is complete.
    shutdown: { signal: 'SIGTERM', timeoutMs: 12_000 },
    restart: restartPolicy,
  }
}
