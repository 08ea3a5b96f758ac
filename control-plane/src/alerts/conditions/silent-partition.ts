import { ago, type Condition } from '../condition.ts'

/** The producer writes a heartbeat to every partition each second. */
const SILENT_MS = 10_000

/** A partition gets no record, not even heartbeats: it holds back every watermark until it is given up as idle. */
export const silentPartition: Condition = {
  rule: 'silent-partition',
  forMs: 0,
  needs: ['kafka'],
  *find({ topics, at }) {
    for (const { name, partitions } of topics) {
      const silent = partitions.filter(({ movedAt }) => at - movedAt > SILENT_MS)
      if (silent.length === 0) continue
      const all = silent.length === partitions.length
      const since = Math.min(...silent.map(({ movedAt }) => movedAt))
      const which = all ? `Topic ${name}` : silent.map(({ partition }) => `${name}-${partition}`).join(', ')
      yield {
        key: name,
        severity: all ? 'critical' : 'warning',
        object: name,
        job: null,
        title: `${which} ${all || silent.length === 1 ? 'gets' : 'get'} no records, not even heartbeats`,
        cause: all
          ? `Nobody has written to any of its ${partitions.length} partitions for ${ago(at - since)}: the producer is stopped or cannot reach Kafka.`
          : `Other partitions go on, so it is not the whole producer: the writer of ${silent.length === 1 ? 'this partition' : 'these partitions'} is stuck, or their leader refuses. Windows wait for up to 60 s, then go on without.`,
        action: all
          ? 'Start it: npm run producer; what it says of itself: LAKEHOUSE_HOME/producer/status.json'
          : 'Look at the producer: npm run status, LAKEHOUSE_HOME/producer/status.json; restart it if its heartbeats do not come back',
        since,
      }
    }
  },
}
