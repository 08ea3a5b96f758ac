import { kafkaClient } from '@lakehouse/contracts/kafka-client.ts'
import { topicConfig, topics } from '@lakehouse/contracts/topics.ts'
import { logLevel } from 'kafkajs'

/** Makes the contract's topics with exactly its settings; what exists stays. */
export async function createTopics(bootstrapServers: string): Promise<void> {
  const kafka = kafkaClient({ clientId: 'stack', brokers: [bootstrapServers], logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  try {
    await admin.createTopics({
      waitForLeaders: true,
      timeout: 20_000,
      topics: Object.values(topics).map(({ name, partitions }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: 1,
        configEntries: Object.entries(topicConfig).map(([key, value]) => ({ name: key, value })),
      })),
    })
  } finally {
    await admin.disconnect()
  }
}
