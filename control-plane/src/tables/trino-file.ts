import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { splitStatements } from '../jobs/statements.ts'

/** Text that may stand in a statement: made by the functions below and in `table-name.ts` only. */
export type SqlPiece = string

/** A text value. */
export function textSql(value: string): SqlPiece {
  return `'${value.replaceAll("'", "''")}'`
}

/** A whole number, however large. @throws {RangeError} for anything else. */
export function integerSql(value: string | number): SqlPiece {
  if (!/^-?\d+$/.test(String(value))) throw new RangeError(`${value} is no whole number`)
  return String(value)
}

/** A moment with milliseconds. @throws {RangeError} when it is none. */
export function instantSql(moment: Date): SqlPiece {
  return `TIMESTAMP '${moment.toISOString().replace('T', ' ').replace('Z', ' UTC')}'`
}

/**
 * The one statement of `trino/<folder>/<name>.sql`, its `:word` replaced by the piece of that name.
 * @throws {Error} naming a word for which nothing was given: the file and its caller disagree.
 */
export function trinoStatement(root: string, file: string, pieces: Readonly<Record<string, SqlPiece>> = {}): string {
  const path = join(root, 'trino', `${file}.sql`)
  const [statement, ...more] = splitStatements(readFileSync(path, 'utf8'), path)
  if (statement === undefined || more.length > 0) throw new Error(`${path} must hold exactly one statement`)
  return statement.text.replace(/(?<![:\w]):([a-z_]+)\b/g, (_, word: string) => {
    const piece = pieces[word]
    if (piece === undefined) throw new Error(`${path}: nothing was given for :${word}`)
    return piece
  })
}
