/** The tables that Flink writes: names, columns as Trino shows them, and how each is written. */
export const ICEBERG_CATALOG = 'iceberg'
export const ICEBERG_SCHEMA = 'ride_hailing'

const time = 'timestamp(6) with time zone'

const rideColumns = {
  ride_id: 'varchar',
  rider_id: 'varchar',
  driver_id: 'varchar',
  city: 'varchar',
  zone_id: 'varchar',
  pickup_latitude: 'double',
  pickup_longitude: 'double',
  dropoff_latitude: 'double',
  dropoff_longitude: 'double',
  status: 'varchar',
  sequence: 'bigint',
  fare: 'decimal(10,2)',
  requested_at: time,
} as const

const kafkaColumns = { kafka_partition: 'bigint', kafka_offset: 'bigint', kafka_time: time } as const

export type TableKind = 'upsert' | 'append'
export interface TableContract {
  readonly kind: TableKind
  /** Equality fields of an upsert table; for an append table, what is unique in it when nothing went wrong. */
  readonly key: readonly string[]
  /** Iceberg partition transforms the table starts with, as Trino's `partitioning` property spells them. */
  readonly partitioning: readonly string[]
  /** The column that tells when what a row stands for happened. */
  readonly timeColumn: string
  readonly columns: Readonly<Record<string, string>>
}

export const icebergTables = {
  iceberg_ride_events: {
    kind: 'upsert',
    key: ['ride_id'],
    partitioning: ['bucket(ride_id, 4)'],
    timeColumn: 'updated_at',
    columns: { ...rideColumns, updated_at: time },
  },
  iceberg_ride_event_log: {
    kind: 'append',
    key: ['kafka_partition', 'kafka_offset'],
    partitioning: ['day(event_time)'],
    timeColumn: 'event_time',
    columns: { event_id: 'varchar', ...rideColumns, event_time: time, ...kafkaColumns },
  },
  iceberg_driver_locations: {
    kind: 'upsert',
    key: ['driver_id'],
    partitioning: [],
    timeColumn: 'event_time',
    columns: {
      event_id: 'varchar',
      driver_id: 'varchar',
      city: 'varchar',
      zone_id: 'varchar',
      latitude: 'double',
      longitude: 'double',
      status: 'varchar',
      event_time: time,
    },
  },
  iceberg_ride_matches: {
    kind: 'upsert',
    key: ['ride_id'],
    partitioning: [],
    timeColumn: 'requested_at',
    columns: {
      ride_id: 'varchar',
      driver_id: 'varchar',
      zone_id: 'varchar',
      requested_at: time,
      driver_seen_at: time,
      distance_km: 'double',
    },
  },
  iceberg_surge_pricing: {
    kind: 'append',
    key: ['city', 'zone_id', 'window_start'],
    partitioning: ['day(window_start)'],
    timeColumn: 'window_end',
    columns: {
      city: 'varchar',
      zone_id: 'varchar',
      window_start: time,
      window_end: time,
      demand_count: 'bigint',
      supply_count: 'bigint',
      surge_multiplier: 'decimal(3,2)',
    },
  },
  iceberg_city_metrics: {
    kind: 'append',
    key: ['city', 'window_start'],
    partitioning: [],
    timeColumn: 'window_end',
    columns: {
      city: 'varchar',
      window_start: time,
      window_end: time,
      total_trips: 'bigint',
      average_fare: 'decimal(18,6)',
    },
  },
  iceberg_late_events: {
    kind: 'append',
    key: ['topic', 'kafka_partition', 'kafka_offset'],
    partitioning: [],
    timeColumn: 'event_time',
    columns: { topic: 'varchar', ...kafkaColumns, event_time: time, lateness_ms: 'bigint', payload: 'varchar' },
  },
  iceberg_dead_letters: {
    kind: 'append',
    key: ['topic', 'kafka_partition', 'kafka_offset'],
    partitioning: [],
    timeColumn: 'kafka_time',
    columns: { topic: 'varchar', ...kafkaColumns, payload: 'varchar', reason: 'varchar' },
  },
} as const satisfies Record<string, TableContract>

export type IcebergTable = keyof typeof icebergTables
export const icebergTableNames = Object.keys(icebergTables) as readonly IcebergTable[]

/** The one table PostgreSQL serves: newest closed minute per city, database `rides`. */
export const postgresCityMetrics = {
  database: 'rides',
  table: 'city_metrics',
  key: ['city'],
  columns: {
    city: 'text',
    total_trips: 'bigint',
    average_fare: 'numeric(18,6)',
    last_updated: 'timestamp with time zone',
  },
} as const
