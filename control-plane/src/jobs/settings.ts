import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { UserError } from '../errors.ts'
import { meaningful, stringValue, tokenize } from './tokenize.ts'

/** Keys that the submit path itself decides; a job file that sets one would be overruled silently. */
const RESERVED: Readonly<Record<string, string>> = {
  'pipeline.name': 'the file name is the job name',
  'pipeline.global-job-parameters': 'it carries the digest by which a running job is recognised',
  'execution.state-recovery.path': 'the submit chooses the savepoint',
  'execution.state-recovery.claim-mode': 'savepoints stay ours',
  'execution.savepoint.path': 'the submit chooses the savepoint',
}

/**
 * Key and value of one `SET 'key' = 'value'` of a job file.
 * @throws {UserError} naming file and line of anything else.
 */
export function parseSetting(statement: SqlStatement): [key: string, value: string] {
  const [set, key, equals, value, ...rest] = meaningful(tokenize(statement.text, statement.file))
  const place = `${statement.file}:${statement.line}`
  if (
    set?.text.toUpperCase() !== 'SET' ||
    key?.kind !== 'string' ||
    equals?.text !== '=' ||
    value?.kind !== 'string' ||
    rest.length > 0
  ) {
    throw new UserError(
      `${place}: before its statement set a job file holds only SET 'key' = 'value';`,
      'Move definitions into flink/sql; one job is one statement set.',
    )
  }
  const name = stringValue(key)
  const reason = Object.hasOwn(RESERVED, name) ? RESERVED[name] : undefined
  if (reason !== undefined) throw new UserError(`${place}: a job may not set ${name}: ${reason}`, 'Remove the line.')
  return [name, stringValue(value)]
}
