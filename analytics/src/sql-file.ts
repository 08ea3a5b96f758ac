import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'

/** A piece of SQL made by one of the functions below, safe to put where a statement expects it. */
export interface SqlFragment {
  readonly sql: string
}

/** A name, quoted. */
export function identifier(name: string): SqlFragment {
  return { sql: `"${name.replaceAll('"', '""')}"` }
}

/** A text value, quoted. */
export function text(value: string): SqlFragment {
  return { sql: `'${value.replaceAll("'", "''")}'` }
}

/** A whole number. @throws {Error} when it is none. */
export function integer(value: string): SqlFragment {
  if (!/^-?\d+$/.test(value)) throw new Error(`not a whole number: ${value}`)
  return { sql: value }
}

/** SQL that the dbt project itself contains. */
export function trusted(sql: string): SqlFragment {
  return { sql }
}

/**
 * The statement of `dbt/publish/<name>.sql`, its `${name}` replaced.
 * @throws {Error} naming a variable that was not given.
 */
export function publishStatement(name: string, fragments: Readonly<Record<string, SqlFragment>> = {}): string {
  const statement = readFileSync(join(projectRoot, 'dbt', 'publish', `${name}.sql`), 'utf8')
  return statement.replace(/\$\{(\w+)\}/g, (_, variable: string) => {
    const fragment = fragments[variable]
    if (fragment === undefined) throw new Error(`${name}.sql: nothing given for \${${variable}}`)
    return fragment.sql
  })
}
