import { topics } from '@lakehouse/contracts/topics.ts'
import { describe, expect, it } from 'vitest'
import { TableAccounts } from './accounting-check.ts'
import type { PartitionAccount } from './oracle/accounting.ts'
import { classify, type ValidRide } from './oracle/classify.ts'
import { deadLetterRow, lateRow, rideLogRow } from './oracle/table-row.ts'
import { record, rideRecord } from './oracle/testing.ts'

const RIDES = topics.rideEvents.name
const kafka: PartitionAccount = {
  topic: RIDES,
  partition: 0,
  records: 4,
  heartbeats: 1,
  valid: 2,
  late: 1,
  deadLetters: 1,
}
const onTime = rideRecord({}, { offset: 0 })
const late = rideRecord({ event_time: '2026-03-01T11:00:00.000Z' }, { offset: 1 })
const dead = record(RIDES, 'x', { offset: 2 })
const logRow = (of: typeof late) => rideLogRow(of, classify(of) as ValidRide)

function complete(): TableAccounts {
  const accounts = new TableAccounts()
  accounts.see('iceberg_ride_event_log', logRow(onTime))
  accounts.see('iceberg_ride_event_log', logRow(late))
  accounts.see('iceberg_late_events', lateRow(late, classify(late) as ValidRide))
  accounts.see('iceberg_dead_letters', deadLetterRow(dead))
  return accounts
}
const faults = (accounts: TableAccounts, of: PartitionAccount = kafka): readonly string[] =>
  accounts.balance([of])[0]?.faults ?? []

it('adds up', () => {
  expect(complete().balance([kafka])).toEqual([{ ...kafka, inTables: { log: 2, late: 1, deadLetters: 1 }, faults: [] }])
})

describe('does not add up', () => {
  it('when Kafka holds a record that nobody wrote down', () => {
    expect(faults(complete(), { ...kafka, records: 5, valid: 3 })).toEqual([
      '4 records in Kafka, 2 valid + 1 dead letters in the tables',
    ])
    expect(faults(complete(), { ...kafka, records: 5 })[0]).toBe('4 records in Kafka are not 2 + 1')
  })

  it('when a row is written twice', () => {
    const accounts = complete()
    accounts.see('iceberg_dead_letters', deadLetterRow(dead))
    expect(faults(accounts)).toEqual(['3 records in Kafka, 2 valid + 2 dead letters in the tables'])
  })

  it('when a late row belongs to no valid event', () => {
    const accounts = complete()
    const stranger = { ...late, offset: 3 }
    accounts.see('iceberg_late_events', lateRow(stranger, classify(stranger) as ValidRide))
    expect(faults(accounts)).toEqual([
      '1 late records in Kafka, 2 in the table',
      '1 late rows belong to no valid event',
    ])
  })

  it('when a driver ping is both late and dead', () => {
    const accounts = new TableAccounts()
    const ping = { ...dead, topic: topics.driverLocations.name }
    accounts.see('iceberg_dead_letters', deadLetterRow(ping))
    accounts.see('iceberg_late_events', lateRow(ping, classify(late) as ValidRide))
    const account = {
      ...kafka,
      topic: topics.driverLocations.name,
      records: 1,
      heartbeats: 0,
      valid: 0,
      late: 1,
      deadLetters: 1,
    }
    expect(faults(accounts, account)).toEqual(['1 late rows belong to no valid event'])
  })
})
