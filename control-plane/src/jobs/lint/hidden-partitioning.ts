import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { splitStatements } from '../statements.ts'
import { stringValue } from '../tokenize.ts'
import { type CodeToken, codeOf } from './code.ts'

/** The columns by which a table is partitioned, and where that is written. */
export interface Partitioning {
  readonly at: CodeToken
  readonly columns: readonly string[]
}

/** What `trino/schema/<table>.sql` gives a new table: Flink's DDL cannot express it. Null without such a file. */
export function hiddenPartitioning(root: string, table: string): Partitioning | null {
  const file = `trino/schema/${table}.sql`
  let text: string
  try {
    text = readFileSync(join(root, file), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return partitioningIn(splitStatements(text, file).flatMap(codeOf))
}

/** The transforms in `partitioning = ARRAY['day(a)', 'b']`. */
export function partitioningIn(code: readonly CodeToken[]): Partitioning | null {
  const at = code.findIndex(({ word }) => word === 'PARTITIONING')
  if (at < 0) return null
  const end = code.findIndex((token, index) => index > at && token.text === ']')
  const transforms = code.slice(at, end).filter(({ kind }) => kind === 'string')
  const columns = transforms.map((transform) => {
    const text = stringValue(transform)
    return (/\(\s*([^,)]+)/.exec(text)?.[1] ?? text).trim().toLowerCase()
  })
  return { at: code[at] as CodeToken, columns }
}
