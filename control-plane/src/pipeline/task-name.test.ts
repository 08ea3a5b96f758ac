import { expect, it } from 'vitest'
import { namedTask } from './task-name.ts'

it.each([
  [
    'Source: ride_event_records[47] -> Calc[48] -> (Calc[49] -> IcebergStreamWriter)',
    'ride_event_records',
    'source',
    [],
  ],
  [
    'IcebergFilesCommitter -> IcebergSink iceberg.ride_hailing.iceberg_ride_events: Writer',
    'Commit to iceberg_ride_events',
    'sink',
    ['iceberg_ride_events'],
  ],
  [
    'GlobalWindowAggregate[63] -> Calc[64] -> (Calc[65] -> IcebergStreamWriter, Calc[67] -> Sink: postgres_city_metrics[68])',
    'Window aggregate',
    'operator',
    ['postgres_city_metrics'],
  ],
  ['IntervalJoin[37] -> Calc[38] -> LocalGroupAggregate[39]', 'Interval join', 'operator', []],
  ['Rank[54] -> Calc[55] -> ConstraintEnforcer[56]', 'Newest per key', 'operator', []],
  ['SomethingNew[1] -> Calc[2]', 'SomethingNew', 'operator', []],
])('%s', (name, label, kind, tables) => {
  expect(namedTask(name)).toEqual({ label, kind, tables })
})
