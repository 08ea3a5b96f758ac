import { plainName } from '../code.ts'
import type { Found, Rule } from '../rule.ts'

/**
 * Iceberg's upsert deletes the former row of a key only in the partition of the new one. A partition column outside the
 * key may change with the row, and then the former row stays in the other partition: two rows of one key.
 */
export const keyWithoutPartition: Rule = {
  name: 'key-without-partition',
  severity: 'error',
  *check(script): Iterable<Found> {
    for (const table of script.tables) {
      if (table.primaryKey.length === 0) continue
      const hidden = script.partitioningOf(table.name)
      const written = table.partitionedBy.map((token) => ({ column: plainName(token), at: token }))
      const given = hidden?.columns.map((column) => ({ column, at: hidden.at })) ?? []
      for (const { column, at } of [...written, ...given]) {
        if (table.primaryKey.includes(column)) continue
        yield {
          at,
          message: `${table.name} is partitioned by ${column}, which is not in its primary key (${table.primaryKey.join(', ')}): when ${column} of a row changes, its former row stays in the other partition`,
          instead: `partition by a column of the key, such as bucket(${table.primaryKey[0]}, 4), or add ${column} to the key if it never changes for one key`,
        }
      }
    }
  },
}
