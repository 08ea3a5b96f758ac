import { silentPartitions } from '../../pipeline/states.ts'
import { ago, type Condition } from '../condition.ts'

/** Nobody writes to a partition but the control plane, whose heartbeats let windows close all the same. */
export const silentPartition: Condition = {
  rule: 'silent-partition',
  forMs: 0,
  needs: ['kafka'],
  *find({ topics, at }) {
    for (const topic of topics) {
      const { name, partitions } = topic
      const silent = silentPartitions(topic, at)
      if (silent.length === 0) continue
      const all = silent.length === partitions.length
      const since = Math.min(...silent.map(({ writtenAt }) => writtenAt))
      const which = all ? `topic ${name}` : silent.map(({ partition }) => `${name}-${partition}`).join(', ')
      yield {
        key: name,
        severity: all ? 'critical' : 'warning',
        object: name,
        job: null,
        title: `Nobody writes to ${which}, not even the producer's heartbeats`,
        cause: all
          ? `Nobody has written to any of its ${partitions.length} partitions for ${ago(at - since)}: the producer is stopped or cannot reach Kafka.`
          : `Other partitions go on, so it is not the whole producer: the writer of ${silent.length === 1 ? 'this partition' : 'these partitions'} is stuck. Windows do not wait for it; what it holds back will be late.`,
        action: all
          ? 'Start it: npm run producer; what it says of itself: LAKEHOUSE_HOME/producer/status.json'
          : 'Look at the producer: npm run status, LAKEHOUSE_HOME/producer/status.json; restart it if its heartbeats do not come back',
        since,
      }
    }
  },
}
