import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { meaningful, tokenize } from './tokenize.ts'

/**
 * The statements of the prelude that a job needs: those that define a name which the job, or another needed statement,
 * mentions. What defines no name that can be mentioned (a catalog's database, USE) is always needed. So a change to a
 * view leaves the jobs alone that do not use it, and a job is planned over no more than it reads and writes.
 */
export function neededStatements(prelude: readonly SqlStatement[], job: SqlStatement): SqlStatement[] {
  const unclaimed = new Map(prelude.map((statement) => [statement, definedName(statement)]))
  const needed = new Set<SqlStatement>()
  const mentioned = mentionedNames(job)
  for (let before = -1; before !== needed.size; ) {
    before = needed.size
    for (const [statement, name] of unclaimed) {
      if (name !== null && !mentioned.has(name)) continue
      needed.add(statement)
      unclaimed.delete(statement)
      for (const other of mentionedNames(statement)) mentioned.add(other)
    }
  }
  return prelude.filter((statement) => needed.has(statement))
}

const DEFINES_A_NAME = new Set(['TABLE', 'VIEW', 'FUNCTION'])
/** Words between CREATE and the name. */
const QUALIFIERS = new Set([
  'OR',
  'REPLACE',
  'ALTER',
  'TEMPORARY',
  'SYSTEM',
  'TABLE',
  'VIEW',
  'FUNCTION',
  'IF',
  'NOT',
  'EXISTS',
])

/** The last part of the name that a CREATE TABLE, VIEW or FUNCTION defines; null for any other statement. */
function definedName(statement: SqlStatement): string | null {
  const tokens = meaningful(tokenize(statement.text, statement.file)).slice(1)
  const nameAt = tokens.findIndex(({ kind, text }) => kind === 'identifier' || !QUALIFIERS.has(text.toUpperCase()))
  const defines = tokens.slice(0, nameAt).some(({ text }) => DEFINES_A_NAME.has(text.toUpperCase()))
  if (!defines) return null
  let last = nameAt
  while (tokens[last + 1]?.text === '.') last += 2
  return plain(tokens[last]?.text ?? '')
}

/** Every word and identifier: more than the names it uses, never fewer. */
function mentionedNames(statement: SqlStatement): Set<string> {
  const tokens = tokenize(statement.text, statement.file)
  return new Set(tokens.filter(({ kind }) => kind === 'word' || kind === 'identifier').map(({ text }) => plain(text)))
}

/** Functions are found in any case, so all names are compared that way. */
function plain(name: string): string {
  return name.replaceAll(/[`"]/g, '').toLowerCase()
}
