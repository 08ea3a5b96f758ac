/** A value that may stand in SQL. */
export type TrinoParameter = number | bigint | string

/**
 * A value as a Trino literal.
 * @throws {RangeError} for what is no finite number, or a whole number past 2^53 that JavaScript cannot tell from its neighbour.
 */
export function literal(value: TrinoParameter): string {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number that SQL knows`)
  if (Number.isInteger(value)) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not exact`)
    return String(value)
  }
  return `DOUBLE '${value}'`
}

/**
 * The statement that runs `sql` with these values for its `?`: the query itself stays as it was written.
 * https://trino.io/docs/current/sql/execute-immediate.html
 */
export function withParameters(sql: string, parameters: readonly TrinoParameter[]): string {
  if (parameters.length === 0) return sql
  return `EXECUTE IMMEDIATE '${sql.replaceAll("'", "''")}' USING ${parameters.map(literal).join(', ')}`
}
