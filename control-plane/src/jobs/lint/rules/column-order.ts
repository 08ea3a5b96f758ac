import type { Found, Rule } from '../rule.ts'
import { resolvedOutput } from '../script.ts'

/** INSERT goes by position: names that stand in another order go into each other's columns, wherever the types allow it. */
export const columnOrder: Rule = {
  name: 'column-order',
  severity: 'error',
  *check(script): Iterable<Found> {
    for (const insert of script.inserts) {
      const columns = insert.columns ?? script.tables.find(({ name }) => name === insert.target)?.columns
      const select = insert.selects[0]
      const given = select === undefined ? null : resolvedOutput(script, select)
      if (columns === undefined || given === null) continue
      const known = new Set(columns)
      const at = columns.findIndex((column, index) => {
        const name = given[index]
        return name !== undefined && name !== null && name !== column && known.has(name)
      })
      if (at < 0) continue
      yield {
        at: insert.at,
        message: `column ${at + 1} of ${insert.target} is ${columns[at]}, but the query gives ${given[at]} there: an INSERT goes by position, not by name`,
        instead: `INSERT INTO ${insert.target} (${columns.join(', ')}) SELECT ${columns.join(', ')} …, both in one order`,
      }
    }
  },
}
