import { topics } from '@lakehouse/contracts/topics.ts'
import type { KafkaReader } from '../clients/kafka.ts'
import { isProducerHeartbeat } from '../pipeline/heartbeats.ts'
import type { Seen } from './probes.ts'

/** The producer's heartbeats come once a second to every partition; one partition of the quieter topic tells as much as all. */
const TOPIC = topics.rideEvents.name
const PARTITION = 0
const LOOK_BACK_MS = 3_000

/** Whether the producer is writing, by its newest heartbeat in Kafka. */
export async function producerSeen(kafka: KafkaReader, deadlineMs: number): Promise<Seen> {
  const [starts, ends] = await Promise.all([
    kafka.offsetsAt(TOPIC, new Date(Date.now() - LOOK_BACK_MS)),
    kafka.ends(TOPIC),
  ])
  const until = ends.find((end) => end.partition === PARTITION)?.high ?? 0n
  const from = starts.get(PARTITION) ?? until
  const records = await kafka.read(TOPIC, [{ partition: PARTITION, from, until }], deadlineMs)
  const beats = records.filter(({ message }) => isProducerHeartbeat(message))
  if (beats.length === 0) {
    const detail = `no heartbeat for ${LOOK_BACK_MS / 1000} s: the producer is silent. Start it: npm run producer`
    return { detail, degraded: true }
  }
  const newest = Math.max(...beats.map(({ message }) => Number(message.timestamp)))
  return { detail: `newest heartbeat ${((Date.now() - newest) / 1000).toFixed(1)} s ago` }
}
