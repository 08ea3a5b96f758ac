import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../errors.ts'
import { meaningful, positionOf, stringValue, tokenize } from './tokenize.ts'

const PARALLELISM = 'parallelism.default'

/** Puts a text in a job's file, all at once: whoever reads it sees the former text or this one. */
export function writeJobFile(path: string, sql: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const written = `${path}.${process.pid}.new`
  writeFileSync(written, sql.endsWith('\n') ? sql : `${sql}\n`, { flush: true })
  renameSync(written, path)
}

/** Puts `former` back, unless the file has been edited since `written` was put there; whether it did. */
export function unwriteJobFile(path: string, written: string, former: string): boolean {
  if (readFileSync(path, 'utf8').trimEnd() !== written.trimEnd()) return false
  writeJobFile(path, former)
  return true
}

/**
 * The text with another `SET 'parallelism.default'`; added before the statement set where it has none.
 * @throws {UserError} when it sets that more than once.
 */
export function withParallelism(sql: string, file: string, parallelism: number): string {
  const tokens = meaningful(tokenize(sql, file))
  const places = tokens.flatMap((token, index) => {
    const [key, equals, value] = tokens.slice(index + 1, index + 4)
    const isSet = token.text.toUpperCase() === 'SET' && key?.kind === 'string' && stringValue(key) === PARALLELISM
    return isSet && equals?.text === '=' && value?.kind === 'string' ? [value] : []
  })
  const [place, again] = places
  if (again !== undefined) {
    throw new UserError(
      `${file}:${positionOf(sql, again.offset).line}: ${PARALLELISM} is set twice`,
      'Remove one of them.',
    )
  }
  const text = `'${parallelism}'`
  if (place !== undefined) return sql.slice(0, place.offset) + text + sql.slice(place.offset + place.text.length)
  const start = tokens.find(({ text: word }) => word.toUpperCase() === 'EXECUTE')?.offset ?? 0
  return `${sql.slice(0, start)}SET '${PARALLELISM}' = ${text};\n\n${sql.slice(start)}`
}
