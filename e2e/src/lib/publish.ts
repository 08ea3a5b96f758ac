import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import type { DriverLocation } from '@lakehouse/contracts/events/driver-location.ts'
import type { RideEvent } from '@lakehouse/contracts/events/ride-event.ts'
import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import { topics } from '@lakehouse/contracts/topics.ts'
import { CompressionTypes, logLevel, Partitioners } from 'kafkajs'

interface Message {
  readonly key: string
  readonly value: string | Buffer | null
}

/** Writes records as an outside client would, waits until Kafka has them. */
export async function publish(topic: string, messages: readonly Message[]): Promise<void> {
  const brokers = [`${LOOPBACK}:${resolvePorts(process.env).kafka}`]
  const producer = kafkaClient({ clientId: 'e2e', brokers, logLevel: logLevel.ERROR }).producer({
    idempotent: true,
    createPartitioner: Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  try {
    await producer.send({ topic, messages: [...messages], compression: CompressionTypes.None })
  } finally {
    await producer.disconnect()
  }
}

export const publishRides = (events: readonly RideEvent[]) =>
  publish(
    topics.rideEvents.name,
    events.map((event) => ({ key: event.ride_id, value: JSON.stringify(event) })),
  )

export const publishLocations = (events: readonly DriverLocation[]) =>
  publish(
    topics.driverLocations.name,
    events.map((event) => ({ key: event.driver_id, value: JSON.stringify(event) })),
  )
