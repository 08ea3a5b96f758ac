import type { TopicName } from '@lakehouse/contracts/topics.ts'
import { isRecordTable, placeOf } from './accounting-check.ts'
import type { PartitionRange } from './kafka-reader.ts'
import { type Cutoff, judgedFrom } from './oracle/cutoff.ts'
import { type AuditedTable, POSTGRES_CITY_METRICS } from './oracle/expectation.ts'
import { type Row, timeCell } from './oracle/table-row.ts'
import { comparedTable } from './tables.ts'

/**
 * Tells which rows that nothing in Kafka explains are wrong: all, but for those whose records retention may have cut off.
 */
export function rowJudge(
  table: AuditedTable,
  cutoff: Pick<Cutoff, 'whole'>,
  ranges: readonly PartitionRange[],
): (row: Row) => boolean {
  if (isRecordTable(table)) {
    return (row) => {
      const { topic, partition, offset } = placeOf(table, row)
      return offset >= firstOffset(ranges, topic, partition)
    }
  }
  if (cutoff.whole === Number.NEGATIVE_INFINITY) return () => true
  const { events, reports, matches } = judgedFrom(cutoff)
  const { columns } = comparedTable(table)
  const notBefore =
    (column: string, time: number): ((row: Row) => boolean) =>
    (row) =>
      String(row[columns.indexOf(column)]) >= timeCell(time)
  switch (table) {
    case 'iceberg_ride_events':
      return notBefore('requested_at', events)
    case 'iceberg_driver_locations':
      return notBefore('event_time', reports)
    case 'iceberg_ride_matches':
      return notBefore('requested_at', matches)
    case 'iceberg_surge_pricing':
    case 'iceberg_city_metrics':
      return notBefore('window_start', events)
    case POSTGRES_CITY_METRICS:
      return notBefore('last_updated', events + 60_000)
  }
}

function firstOffset(ranges: readonly PartitionRange[], topic: TopicName, partition: number): number {
  return ranges.find((range) => range.topic === topic && range.partition === partition)?.from ?? 0
}
