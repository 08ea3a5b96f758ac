import { ICEBERG_CATALOG, ICEBERG_SCHEMA } from '@lakehouse/contracts/tables.ts'

/** An Iceberg table's place in the catalog. Only names that the catalog itself gave become SQL. */
export interface TableName {
  readonly schema: string
  readonly name: string
}

/** How the API, the pages and the command line call a table: by its name alone in the schema that Flink writes. */
export function calledAs({ schema, name }: TableName): string {
  return schema === ICEBERG_SCHEMA ? name : `${schema}.${name}`
}

/** A name as an SQL identifier; the only place where a name becomes SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The table as SQL; with a suffix one of its metadata tables, as `$files`. */
export function tableSql({ schema, name }: TableName, suffix = ''): string {
  return `${quoted(ICEBERG_CATALOG)}.${quoted(schema)}.${quoted(name + suffix)}`
}
