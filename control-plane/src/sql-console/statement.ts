import { UserError } from '../errors.ts'
import { splitStatements } from '../jobs/statements.ts'

export interface Statement {
  readonly text: string
  /** Where in what was typed a place of `text` stands, both counted from 1. */
  readonly place: (at: { readonly line: number; readonly column: number }) => {
    readonly line: number
    readonly column: number
  }
}

const EXPLAIN = 'EXPLAIN '

/**
 * The one statement of what was typed, without comments around it and the closing `;`.
 * @throws {UserError} when there is none, more than one, or a quote that never closes.
 */
export function statementOf(typed: string, mode: 'run' | 'explain'): Statement {
  const [first, second] = splitStatements(typed, 'SQL')
  if (first === undefined) throw new UserError('there is no statement', 'Write one, for instance SELECT 1.')
  if (second !== undefined) {
    throw new UserError(
      `there is a second statement in line ${second.line}`,
      'Run one at a time: select the one to run, or remove the others.',
    )
  }
  const prefix = mode === 'explain' ? EXPLAIN : ''
  return {
    text: prefix + first.text,
    place: ({ line, column }) => ({
      line: line + first.line - 1,
      column: line === 1 ? Math.max(1, column - prefix.length + first.column - 1) : column,
    }),
  }
}
