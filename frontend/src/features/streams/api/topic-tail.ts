import { topicTail } from '@lakehouse/contracts/api/streams.ts'
import type { TopicName } from '@lakehouse/contracts/topics.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** How many records and rows the page reads at each poll: the most the API gives. */
export const NEWEST = 100

/** The newest records of a topic, heartbeats left out. */
export function topicTailQuery(topic: TopicName) {
  return apiQuery(`/api/streams/${topic}?limit=${NEWEST}`, topicTail)
}
