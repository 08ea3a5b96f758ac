import { type Alert, type AlertRule, alertList } from '@lakehouse/contracts/api/alerts.ts'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import { HEARTBEAT_KEY, topics } from '@lakehouse/contracts/topics.ts'
import { logLevel } from 'kafkajs'
import { expect, test, vi } from 'vitest'
import { ask } from '../lib/api.ts'
import { whileStopped } from '../lib/flink.ts'
import { patient } from '../lib/patience.ts'
import { holdingCommits } from '../lib/postgres.ts'

const SILENT = 1
const HELD = 'iceberg_late_events'

const alerts = async () => (await ask('/api/alerts', alertList)).alerts

/** The alert of this rule on this object that was raised after `since`, once there is one. */
const raised = (rule: AlertRule, object: string, since: number, like: Partial<Alert>) =>
  vi.waitFor(async () => {
    const found = (await alerts()).find(
      (alert) => alert.rule === rule && alert.object === object && Date.parse(alert.opened_at) >= since,
    )
    expect(found).toMatchObject(like)
    const seconds = (Date.parse(found?.opened_at ?? '') - since) / 1000
    process.stderr.write(`${rule} of ${object}: raised ${seconds.toFixed(1)} s after the fault\n`)
    return found as Alert
  }, patient)

const over = ({ id }: Alert) =>
  vi.waitFor(
    async () => expect((await alerts()).find((alert) => alert.id === id)?.state ?? 'past').toBe('past'),
    patient,
  )

test('a partition that only the control plane writes to, while others get heartbeats, is named', async () => {
  const others = await heartbeatsBut(SILENT)
  const since = Date.now()
  const named = () =>
    raised('silent-partition', topics.rideEvents.name, since, {
      severity: 'warning',
      title: `Nobody writes to ${topics.rideEvents.name}-${SILENT}, not even the producer's heartbeats`,
    })
  const alert = await whileStopped('producer', named).finally(others.stop)
  await over(alert)
})

test('a table whose commits do not come through is named, though its job checkpoints', async () => {
  const since = Date.now()
  const alert = await holdingCommits(HELD, () =>
    raised('no-commit', HELD, since, { severity: 'critical', title: `rides checkpoints, but ${HELD} gets no commit` }),
  )
  expect(alert.action).toContain('PostgreSQL')
  await over(alert)
})

/** Writes the producer's heartbeats to every partition of both topics but this one of `ride_events`. */
async function heartbeatsBut(silent: number) {
  const kafka = kafkaClient({
    clientId: 'e2e',
    brokers: [`${LOOPBACK}:${resolvePorts(process.env).kafka}`],
    logLevel: logLevel.ERROR,
  })
  const producer = kafka.producer()
  await producer.connect()
  const beat = async () => {
    const value = JSON.stringify({ sent_at: new Date().toISOString() })
    const to = (partition: number) => ({ key: HEARTBEAT_KEY, value, partition })
    await producer.sendBatch({
      topicMessages: Object.values(topics).map(({ name, partitions }) => ({
        topic: name,
        messages: Array.from({ length: partitions }, (_, partition) => partition)
          .filter((partition) => name !== topics.rideEvents.name || partition !== silent)
          .map(to),
      })),
    })
  }
  await beat()
  let failure: unknown
  const timer = setInterval(() => {
    beat().catch((error) => {
      failure ??= error
    })
  }, 1_000)
  return {
    stop: async () => {
      clearInterval(timer)
      await producer.disconnect()
      if (failure !== undefined) throw failure
    },
  }
}
