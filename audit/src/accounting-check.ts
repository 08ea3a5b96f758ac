import { icebergTables } from '@lakehouse/contracts/tables.ts'
import { type TopicName, topics } from '@lakehouse/contracts/topics.ts'
import type { PartitionAccount } from './oracle/accounting.ts'
import type { AuditedTable } from './oracle/expectation.ts'
import type { KafkaRecord } from './oracle/record.ts'
import { type Cell, type Row, timeOfCell } from './oracle/table-row.ts'

type RecordTable = 'iceberg_ride_event_log' | 'iceberg_late_events' | 'iceberg_dead_letters'

/** Kafka's account of one partition beside what the tables hold of it. */
export interface PartitionBalance extends PartitionAccount {
  readonly inTables: { readonly log: number | null; readonly late: number; readonly deadLetters: number }
  /** What does not add up; empty when all does. */
  readonly faults: readonly string[]
}

/** Counts the rows that the tables hold per topic partition, and finds late rows that belong to no valid event. */
export class TableAccounts {
  readonly #tables: Record<RecordTable, TableAccount> = {
    iceberg_ride_event_log: new TableAccount(),
    iceberg_late_events: new TableAccount(),
    iceberg_dead_letters: new TableAccount(),
  }

  /** Forgets what was seen of a table: it is going to be read, perhaps once more. */
  begin(table: RecordTable): void {
    this.#tables[table] = new TableAccount()
  }

  /** Takes a row of one of the three tables that hold one row a record. */
  see(table: RecordTable, row: Row): void {
    this.#tables[table].see(placeOf(table, row))
  }

  /** Records without heartbeats = valid + dead letters, and late is part of valid: in Kafka and in the tables. */
  balance(accounts: readonly PartitionAccount[]): PartitionBalance[] {
    const { iceberg_ride_event_log: log, iceberg_late_events: late, iceberg_dead_letters: dead } = this.#tables
    const notValid = new Map<string, number>()
    for (const place of late.places) {
      const isRide = place.startsWith(topics.rideEvents.name)
      if (isRide ? log.places.has(place) : !dead.places.has(place)) continue
      const partition = place.slice(0, place.lastIndexOf('-'))
      notValid.set(partition, (notValid.get(partition) ?? 0) + 1)
    }
    return accounts.map((account) => this.#balance(account, notValid.get(partitionOf(account)) ?? 0))
  }

  #balance(account: PartitionAccount, notValid: number): PartitionBalance {
    const { topic, records, heartbeats, valid, deadLetters, late } = account
    const rows = (table: RecordTable): number => this.#tables[table].rows.get(partitionOf(account)) ?? 0
    const log = topic === topics.rideEvents.name ? rows('iceberg_ride_event_log') : null
    const inTables = { log, late: rows('iceberg_late_events'), deadLetters: rows('iceberg_dead_letters') }
    const events = records - heartbeats
    const faults: string[] = []
    if (events !== valid + deadLetters) faults.push(`${events} records in Kafka are not ${valid} + ${deadLetters}`)
    const validInTables = log ?? valid
    if (events !== validInTables + inTables.deadLetters) {
      faults.push(
        `${events} records in Kafka, ${validInTables} valid + ${inTables.deadLetters} dead letters in the tables`,
      )
    }
    if (inTables.late !== late) faults.push(`${late} late records in Kafka, ${inTables.late} in the table`)
    if (notValid > 0) faults.push(`${notValid} late rows belong to no valid event`)
    return { ...account, inTables, faults }
  }
}

/** What one table holds of each partition. */
class TableAccount {
  readonly rows = new Map<string, number>()
  readonly places = new Set<string>()

  see(place: Pick<KafkaRecord, 'topic' | 'partition' | 'offset'>): void {
    const partition = partitionOf(place)
    this.rows.set(partition, (this.rows.get(partition) ?? 0) + 1)
    this.places.add(`${partition}-${place.offset}`)
  }
}

function partitionOf({ topic, partition }: Pick<KafkaRecord, 'topic' | 'partition'>): string {
  return `${topic}-${partition}`
}

export function isRecordTable(table: AuditedTable): table is RecordTable {
  return ['iceberg_ride_event_log', 'iceberg_late_events', 'iceberg_dead_letters'].includes(table)
}

/** Where in Kafka the record behind a row lies. */
export function placeOf(
  table: RecordTable,
  row: Row,
): Pick<KafkaRecord, 'topic' | 'partition' | 'offset' | 'kafkaTime'> {
  const columns = Object.keys(icebergTables[table].columns)
  const cell = (column: string): Cell => row[columns.indexOf(column)] ?? null
  return {
    topic: table === 'iceberg_ride_event_log' ? topics.rideEvents.name : (cell('topic') as TopicName),
    partition: Number(cell('kafka_partition')),
    offset: Number(cell('kafka_offset')),
    kafkaTime: timeOfCell(cell('kafka_time')),
  }
}
