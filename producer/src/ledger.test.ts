import { appendFileSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LedgerBatch, type RecordKind, readLedger, recordKinds } from '@lakehouse/contracts/ledger.ts'
import { topicNames } from '@lakehouse/contracts/topics.ts'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Ledger } from './ledger.ts'

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

const files = (folder: string): string[] => readdirSync(folder).sort()

async function everything(folder: string): Promise<LedgerBatch[]> {
  const batches: LedgerBatch[] = []
  for await (const read of readLedger(folder)) batches.push(read)
  return batches
}

const batch = (firstOffset: number, numbers: readonly number[]): Omit<LedgerBatch, 'run'> => ({
  topic: 'ride_events',
  partition: 1,
  firstOffset,
  kafkaTime: 1_795_235_427_523,
  records: numbers.map((number) => ({ kind: 'event', number })),
})

const record = fc
  .record({ kind: fc.constantFrom(...(Object.keys(recordKinds) as RecordKind[])), number: fc.nat() })
  .map((some) => (some.kind === 'heartbeat' ? { ...some, number: 0 } : some))
const batches = fc.array(
  fc.record({
    topic: fc.constantFrom(...topicNames),
    partition: fc.nat(63),
    firstOffset: fc.maxSafeNat(),
    kafkaTime: fc.maxSafeNat(),
    records: fc.array(record, { minLength: 1, maxLength: 20 }),
  }),
)

describe('Ledger', () => {
  it('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (written) => {
        const folder = emptyFolder()
        const ledger = new Ledger(folder, 'run-1')
        ledger.append(written)
        ledger.close()
        expect(await everything(folder)).toEqual(written.map((one) => ({ run: 'run-1', ...one })))
      }),
      { numRuns: 30 },
    )
  })

  it('loses only the line that a crash cut off', async () => {
    const folder = emptyFolder()
    const ledger = new Ledger(folder, 'run-1')
    ledger.append([batch(0, [0, 1]), batch(2, [2])])
    ledger.close()
    appendFileSync(join(folder, files(folder)[0] ?? ''), 'ride_events 1 3 1795235427623 3,')
    const read = await everything(folder)
    expect(read.map(({ firstOffset }) => firstOffset)).toEqual([0, 2])
  })

  it('says where a damaged line is', async () => {
    const folder = emptyFolder()
    new Ledger(folder, 'run-1').close()
    appendFileSync(join(folder, files(folder)[0] ?? ''), 'ride_events one 3 1795235427623 3\n')
    await expect(everything(folder)).rejects.toThrow(/run-1-00001\.ledger:2: "one" is no whole number/)
  })

  it('starts a new file at its limit and forgets the oldest, also of earlier runs', async () => {
    const folder = emptyFolder()
    const limits = { fileBytes: 500, totalBytes: 2_000 }
    const earlier = new Ledger(folder, 'a-1', limits)
    for (let offset = 0; offset < 10; offset++) earlier.append([batch(offset, [offset])])
    earlier.close()
    const ledger = new Ledger(folder, 'b-1', limits)
    for (let offset = 0; offset < 200; offset++) ledger.append([batch(offset, [offset])])
    ledger.close()
    const left = await everything(folder)
    expect(files(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(2_000)
    expect(files(folder).every((name) => name.startsWith('b-1-'))).toBe(true)
    const offsets = left.map(({ firstOffset }) => firstOffset)
    expect(offsets).toEqual(Array.from({ length: offsets.length }, (_, index) => 200 - offsets.length + index))
    expect(offsets.length).toBeGreaterThan(20)
  })
})
