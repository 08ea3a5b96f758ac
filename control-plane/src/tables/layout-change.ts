import { UserError } from '../errors.ts'

/** `city`, `day(event_time)`, `bucket(ride_id, 8)`: https://trino.io/docs/current/connector/iceberg.html#partitioned-tables */
const TRANSFORM =
  /^(?:([a-z_][a-z0-9_]*)|(year|month|day|hour)\(([a-z_][a-z0-9_]*)\)|(bucket|truncate)\(([a-z_][a-z0-9_]*), ?([1-9]\d{0,4})\))$/

/**
 * A layout in one spelling.
 * @throws {UserError} for what is no transform, for a column that the table does not have, and for a column of an upsert
 * table that is not part of its key: Flink's sink refuses such a layout, for a row whose partition changes would stay in
 * both.
 */
export function checkedLayout(
  partitioning: readonly string[],
  table: {
    readonly columns: readonly string[]
    readonly key: readonly string[]
    readonly writing: 'upsert' | 'append' | 'model'
  },
): string[] {
  return partitioning.map((given) => {
    const [, identity, time, timeColumn, sized, sizedColumn, size] = TRANSFORM.exec(given.trim()) ?? []
    const column = identity ?? timeColumn ?? sizedColumn
    if (column === undefined) {
      throw new UserError(
        `"${given}" is no partition transform`,
        'Write a column, or year|month|day|hour(column), bucket(column, N), truncate(column, N).',
      )
    }
    if (!table.columns.includes(column)) {
      throw new UserError(`there is no column "${column}"`, `Columns: ${table.columns.join(', ')}.`)
    }
    if (table.writing === 'upsert' && !table.key.includes(column)) {
      throw new UserError(
        `"${given}" is made of ${column}, which is no part of the key (${table.key.join(', ')}) of this table of upserts`,
        `Use a transform of ${table.key.join(' or ')}.`,
      )
    }
    if (identity !== undefined) return identity
    return time === undefined ? `${sized}(${column}, ${size})` : `${time}(${column})`
  })
}
