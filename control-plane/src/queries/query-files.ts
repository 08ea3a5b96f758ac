import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type IcebergTable, icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { splitStatements } from '../jobs/statements.ts'
import { tokenize } from '../jobs/tokenize.ts'

export interface QueryFile {
  readonly name: string
  /** The first comment of the file. */
  readonly question: string
  readonly sql: string
  /** The Iceberg tables it reads, their metadata tables included. */
  readonly tables: readonly IcebergTable[]
}

/**
 * The queries in a folder of `trino/queries`, by name.
 * @throws {Error} naming the file that does not open with its question or holds more than one statement.
 */
export function readQueryFiles(folder: string): ReadonlyMap<string, QueryFile> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return new Map(files.sort().map((file) => [basename(file, '.sql'), readQueryFile(join(folder, file))]))
}

function readQueryFile(path: string): QueryFile {
  const text = readFileSync(path, 'utf8')
  const [statement, ...more] = splitStatements(text, path)
  if (statement === undefined || more.length > 0) throw new Error(`${path} must hold exactly one statement`)
  const [first] = tokenize(text, path)
  if (first?.kind !== 'comment') throw new Error(`${path} must open with its question in a comment`)
  const question = first.text.replace(/^--\s*/, '').trim()
  return { name: basename(path, '.sql'), question, sql: statement.text, tables: tablesIn(statement.text, path) }
}

function tablesIn(sql: string, path: string): IcebergTable[] {
  const names = new Set(
    tokenize(sql, path)
      .filter(({ kind }) => kind === 'word' || kind === 'identifier')
      .map(({ text }) => text.replaceAll('"', '').split('$')[0]),
  )
  return icebergTableNames.filter((table) => names.has(table))
}
