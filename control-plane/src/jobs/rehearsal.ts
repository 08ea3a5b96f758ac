import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { meaningful, type Token, tokenize } from './tokenize.ts'

/** How a statement of the prelude is run when nothing may be left behind. */
export type Rehearsal =
  /** Its effect ends with the session. */
  | { readonly kind: 'as written' }
  /** It makes a database, which stand-ins do not need. */
  | { readonly kind: 'left out' }
  /** It makes a table that stays: while that is missing, `standIn` takes its place, of the same columns, without data. */
  | { readonly kind: 'table'; readonly name: string; readonly standIn: SqlStatement }

/**
 * Tells by its name whether a statement leaves something behind: tables and databases of a catalog are written with
 * the catalog's name (`iceberg.ride_hailing.t`), everything else belongs to the session.
 */
export function rehearsal(statement: SqlStatement): Rehearsal {
  const tokens = meaningful(tokenize(statement.text, statement.file))
  const words = tokens.map((token) => token.text.toUpperCase())
  if (words[0] !== 'CREATE' || (words[1] !== 'TABLE' && words[1] !== 'DATABASE')) return { kind: 'as written' }
  const nameAt = words[2] === 'IF' ? 5 : 2
  const parts = nameParts(tokens.slice(nameAt))
  if (words[1] === 'DATABASE') return { kind: parts.length > 1 ? 'left out' : 'as written' }
  if (parts.length < 3) return { kind: 'as written' }
  return { kind: 'table', name: parts.join('.'), standIn: { ...statement, text: standIn(statement.text, tokens) } }
}

function nameParts(tokens: readonly Token[]): string[] {
  const parts: string[] = []
  for (let index = 0; ; index += 2) {
    parts.push(tokens[index]?.text ?? '')
    if (tokens[index + 1]?.text !== '.') return parts
  }
}

/** The same table as a temporary one that swallows what is written to it. */
function standIn(sql: string, tokens: readonly Token[]): string {
  const first = tokens[0]?.offset ?? 0
  const options = optionsOffset(tokens) ?? sql.length
  const definition = sql.slice(first, options).replace(/^CREATE/i, 'CREATE TEMPORARY')
  return `${definition} WITH ('connector' = 'blackhole')`
}

/** Where the table's own `WITH (` begins: outside the parentheses of its columns. */
function optionsOffset(tokens: readonly Token[]): number | undefined {
  let depth = 0
  for (const { text, offset } of tokens) {
    if (text === '(') depth += 1
    else if (text === ')') depth -= 1
    else if (depth === 0 && text.toUpperCase() === 'WITH') return offset
  }
  return undefined
}
