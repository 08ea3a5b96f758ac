import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventId, formatLedgerLine, type LedgerRecord } from '@lakehouse/contracts/ledger.ts'
import { topics } from '@lakehouse/contracts/topics.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LedgerCheck, type LedgerVerdict } from './ledger-check.ts'
import { classify } from './oracle/classify.ts'
import type { KafkaRecord } from './oracle/record.ts'
import { record, rideRecord } from './oracle/testing.ts'

const RIDES = topics.rideEvents.name
const ENDS_READ_AT = Date.parse('2026-03-01T13:00:00.000Z')
const HOUR = 3_600_000
const acknowledged: LedgerRecord[] = [
  { kind: 'event', number: 1 },
  { kind: 'heartbeat', number: 0 },
  { kind: 'malformed', number: 1 },
  { kind: 'duplicate', number: 1 },
  { kind: 'late', number: 2 },
]
const inKafka: KafkaRecord[] = [
  rideRecord({ event_id: eventId('run', 1) }),
  record(RIDES, null, { key: Buffer.from('__heartbeat') }),
  record(RIDES, 'x'),
  rideRecord({ event_id: eventId('run', 1) }),
  rideRecord({ event_id: eventId('run', 2) }),
]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function judge(
  seen: readonly KafkaRecord[],
  { from = 0, kafkaTime = ENDS_READ_AT - HOUR } = {},
): Promise<LedgerVerdict | null> {
  const line = formatLedgerLine({ topic: RIDES, partition: 0, firstOffset: 0, kafkaTime, records: acknowledged })
  await writeFile(join(folder, 'a.ledger'), `run run\n${line}`)
  const check = new LedgerCheck([{ topic: RIDES, partition: 0, from, to: seen.length }])
  for (const [offset, each] of seen.entries()) if (offset >= from) check.see({ ...each, offset }, classify(each))
  return check.judge(folder, ENDS_READ_AT)
}

it('proves that Kafka holds what it acknowledged', async () => {
  expect(await judge(inKafka)).toEqual({ acknowledged: 5, missing: 0, differing: 0, examples: [] })
})

it('finds a record that is another than the acknowledged one', async () => {
  const swapped = inKafka.with(3, rideRecord({ event_id: eventId('run', 3) }))
  expect(await judge(swapped)).toEqual({
    acknowledged: 5,
    missing: 0,
    differing: 1,
    examples: ['ride_events-0 offset 3: duplicate run-1 is another record'],
  })
})

it('finds the end of a partition missing', async () => {
  expect(await judge(inKafka.slice(0, 3))).toMatchObject({ acknowledged: 5, missing: 2, differing: 0 })
})

it('does not miss what was acknowledged after the ends were read', async () => {
  expect(await judge(inKafka.slice(0, 3), { kafkaTime: ENDS_READ_AT })).toMatchObject({ acknowledged: 3, missing: 0 })
})

it('does not miss what retention has cut off', async () => {
  expect(await judge(inKafka, { from: 2 })).toMatchObject({ acknowledged: 3, missing: 0, differing: 0 })
})

it('knows when there is no ledger', async () => {
  expect(await new LedgerCheck([]).judge(join(folder, 'none'), ENDS_READ_AT)).toBeNull()
})
