import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { ICEBERG_CATALOG, ICEBERG_SCHEMA, postgresCityMetrics } from '@lakehouse/contracts/tables.ts'
import { stringValue, type Token, tokenize } from '@lakehouse/control-plane/jobs/tokenize.ts'

/** Where the jobs' statements read and write instead; nothing else about them changes. */
export interface Redirection {
  /** Topic of the contract -> topic read instead. */
  readonly topics: Readonly<Record<string, string>>
  readonly icebergSchema: string
  readonly cityMetrics: string
}

/** A mistake put into the SQL on purpose. */
export interface Fault {
  readonly fault: string
  readonly file: string
  readonly find: string
  readonly replace: string
  /** The golden cases that must notice. */
  readonly breaks: readonly string[]
}

/**
 * The statements with their topics, Iceberg schema and PostgreSQL table replaced.
 * @throws {Error} when an option to be replaced is not there: then the SQL has changed and this must follow.
 */
export function redirect(statements: readonly SqlStatement[], to: Redirection): SqlStatement[] {
  return statements.map((statement) => {
    const isSource = statement.file.startsWith('flink/sql/sources/')
    const options: Record<string, (value: string) => string> = isSource
      ? {
          topic: (topic) => to.topics[topic] ?? missing(`a topic for ${topic}`, statement),
          'properties.group.id': (group) => `golden-${group}`,
        }
      : {}
    if (statement.file === 'flink/sql/sinks/postgres_city_metrics.sql') {
      options['table-name'] = (table) =>
        table === postgresCityMetrics.table ? to.cityMetrics : missing(table, statement)
    }
    return { ...statement, text: inSchema(withOptions(statement, options), to.icebergSchema) }
  })
}

/** The statements with a fault put into the one it names. */
export function withFault(statements: readonly SqlStatement[], fault: Fault): SqlStatement[] {
  const hits = statements.filter(({ file, text }) => file === fault.file && text.includes(fault.find))
  if (hits.length !== 1)
    throw new Error(`fault "${fault.fault}": ${hits.length} statements of ${fault.file} hold its text`)
  return statements.map((statement) =>
    statement === hits[0] ? { ...statement, text: statement.text.replace(fault.find, () => fault.replace) } : statement,
  )
}

function withOptions(statement: SqlStatement, options: Record<string, (value: string) => string>): string {
  const tokens = tokenize(statement.text, statement.file)
  const code = tokens.filter(({ kind }) => kind !== 'space' && kind !== 'comment')
  const replaced = new Map<Token, string>()
  for (const [name, change] of Object.entries(options)) {
    const at = code.findIndex((token, i) => isText(token, name) && code[i + 1]?.text === '=')
    const value = code[at + 2]
    if (at < 0 || value === undefined) missing(`option '${name}'`, statement)
    else replaced.set(value, `'${change(stringValue(value)).replaceAll("'", "''")}'`)
  }
  return tokens.map((token) => replaced.get(token) ?? token.text).join('')
}

const isText = (token: Token, value: string) => token.kind === 'string' && stringValue(token) === value

function inSchema(text: string, schema: string): string {
  return text.replaceAll(`${ICEBERG_CATALOG}.${ICEBERG_SCHEMA}`, `${ICEBERG_CATALOG}.${schema}`)
}

function missing(what: string, { file, line }: SqlStatement): never {
  throw new Error(`${file}:${line}: golden cases cannot replace ${what}, it is not there`)
}
