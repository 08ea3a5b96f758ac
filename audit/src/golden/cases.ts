import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { z } from 'zod'
import { type AuditedTable, POSTGRES_CITY_METRICS } from '../oracle/expectation.ts'
import { auditedTables } from '../tables.ts'
import { type GoldenRecord, goldenRecord, inputLine } from './input.ts'

/** A row by hand: the columns that matter, times as ISO-8601, decimals as text. */
export type GoldenRow = Readonly<Record<string, unknown>>

export interface GoldenCase {
  /** `<job>/<case>`: its folder in `flink/tests`. */
  readonly name: string
  readonly records: readonly GoldenRecord[]
  /** Every row that the case must leave in these tables; the others are left to the oracle. */
  readonly expected: ReadonlyMap<AuditedTable, readonly GoldenRow[]>
}

export const goldenFolder = join(projectRoot, 'flink', 'tests')
const FUNCTIONS = 'functions'

/**
 * All golden cases of the jobs.
 * @throws {Error} naming file and line that is no input or no row.
 */
export function goldenCases(): GoldenCase[] {
  const jobs = folders(goldenFolder).filter((name) => name !== FUNCTIONS)
  return jobs.flatMap((job) => folders(join(goldenFolder, job)).map((name) => readCase(`${job}/${name}`)))
}

function readCase(name: string): GoldenCase {
  const folder = join(goldenFolder, name)
  const expected = new Map<AuditedTable, GoldenRow[]>()
  for (const file of readdirSync(folder)) {
    const written = /^expected_(.+)\.jsonl$/.exec(file)?.[1]
    if (written === undefined) continue
    const table = auditedTables.find((known) => fileName(known) === written)
    if (table === undefined) throw new Error(`${join(folder, file)}: no table ${written}`)
    expected.set(table, readJsonLines(join(folder, file), z.record(z.string(), z.unknown())))
  }
  const lines = readJsonLines(join(folder, 'input.jsonl'), inputLine)
  return { name, records: lines.map((input) => goldenRecord(input, name)), expected }
}

const fileName = (table: AuditedTable) => (table === POSTGRES_CITY_METRICS ? 'postgres_city_metrics' : table)

/**
 * The lines of a `.jsonl` file.
 * @throws {Error} naming file and line that does not fit.
 */
export function readJsonLines<T>(file: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((text, i) => {
    if (text === '') return []
    try {
      return [schema.parse(JSON.parse(text))]
    } catch (cause) {
      throw new Error(`${relative(projectRoot, file)}:${i + 1}: ${(cause as Error).message}`, { cause })
    }
  })
}

function folders(parent: string): string[] {
  const entries = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return entries.map(({ name }) => name).sort()
}
