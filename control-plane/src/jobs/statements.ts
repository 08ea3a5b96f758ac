import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { UserError } from '../errors.ts'
import { positionOf, type Token, tokenize } from './tokenize.ts'

/**
 * The statements of a file, without their closing `;`. A statement set (`… STATEMENT SET BEGIN a; b; END`) is one
 * statement; an END inside it that closes a CASE does not end it.
 * @throws {UserError} naming file and line where a quote, a comment or a statement set never closes.
 */
export function splitStatements(sql: string, file: string): SqlStatement[] {
  const statements: SqlStatement[] = []
  let current: Token[] = []
  /** Keywords still waiting for their END. */
  let open: string[] = []
  let previousWord = ''

  const finish = (end: number) => {
    const first = current[0]
    if (first !== undefined) {
      const text = sql.slice(first.offset, end).trimEnd()
      statements.push({ file, ...positionOf(sql, first.offset), text })
    }
    current = []
    open = []
    previousWord = ''
  }

  for (const token of tokenize(sql, file)) {
    if (token.kind === 'space' || token.kind === 'comment') continue
    if (token.text === ';' && open.length === 0) {
      finish(token.offset)
      continue
    }
    current.push(token)
    if (token.kind !== 'word') continue
    const word = token.text.toUpperCase()
    if ((word === 'BEGIN' && previousWord === 'SET') || (word === 'CASE' && open.length > 0)) open.push(word)
    else if (word === 'END' && open.length > 0) open.pop()
    previousWord = word
  }
  if (open.length > 0) {
    const line = positionOf(sql, (current[0] as Token).offset).line
    throw new UserError(`${file}:${line}: ${open[0]} without its END`, 'Close the statement set with END;')
  }
  const last = current.at(-1)
  if (last !== undefined) finish(last.offset + last.text.length)
  return statements
}
