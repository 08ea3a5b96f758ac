import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Journal } from './journal.ts'

const change = { kind: 'job.change', object: 'rides', actor: 'ada', source: 'cli' } as const

describe('the operations journal', () => {
  let home: string
  let journal: Journal
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'journal-'))
    journal = new Journal(home)
  })
  afterEach(() => {
    journal.close()
    rmSync(home, { recursive: true })
  })

  it('tells what was done, step by step, to whoever opens it', async () => {
    const operation = journal.begin({ ...change, details: { sql_diff: '-a\n+b' } })
    await operation.step(
      'savepoint',
      async () => 's3://flink/1',
      (path) => path,
    )
    operation.note({ savepoint: 's3://flink/1' })
    operation.end('succeeded', 'rides runs the new SQL')

    const other = new Journal(home)
    const told = other.read(operation.id)
    other.close()
    expect(told).toMatchObject({
      ...change,
      id: 1,
      outcome: 'succeeded',
      summary: 'rides runs the new SQL',
      action: null,
      details: { sql_diff: '-a\n+b', savepoint: 's3://flink/1' },
      steps: [{ name: 'savepoint', outcome: 'done', detail: 's3://flink/1' }],
    })
    expect(told?.ended_at).not.toBeNull()
  })

  it('keeps the cause of a step that failed, and throws it on', async () => {
    const operation = journal.begin(change)
    await expect(operation.step('start', () => Promise.reject(new Error('no slots')))).rejects.toThrow('no slots')
    expect(journal.read(operation.id)?.steps).toMatchObject([{ outcome: 'failed', detail: 'no slots' }])
  })

  it('knows which operations have not ended', () => {
    journal.begin(change).end('failed', 'no slots', 'free one')
    const left = journal.begin({ ...change, object: 'zones' })
    expect(journal.list({ limit: 10, outcome: 'unended' }).map(({ id }) => id)).toEqual([left.id])
    expect(journal.list({ limit: 10, outcome: 'failed' }).map(({ id }) => id)).toEqual([1])
  })

  it('lists newest first, by page, object and kind', () => {
    for (const object of ['rides', 'zones', 'rides']) journal.begin({ ...change, object })
    journal.begin({ ...change, kind: 'job.stop' })
    const ids = (wanted: object) => journal.list({ limit: 10, ...wanted }).map(({ id }) => id)
    expect(ids({})).toEqual([4, 3, 2, 1])
    expect(ids({ limit: 1, before: 3 })).toEqual([2])
    expect(ids({ object: 'rides', kind: 'job.change' })).toEqual([3, 1])
  })

  it('cannot be changed afterwards, nor an operation end twice', () => {
    const operation = journal.begin(change)
    operation.end('succeeded', 'done')
    expect(() => operation.end('failed', 'again')).toThrow(/UNIQUE/)
    const file = new DatabaseSync(join(home, 'control-plane', 'journal.db'))
    expect(() => file.exec('DELETE FROM entries')).toThrow(/append-only/)
    expect(() => file.exec("UPDATE entries SET at = ''")).toThrow(/append-only/)
    file.close()
  })
})
