import { httpUrl, type Ports } from '@lakehouse/contracts/endpoints.ts'
import { Trino } from 'trino-client'

/** A column's value as Trino's JSON gives it: DECIMAL and time types as text, DOUBLE as number. */
export type TrinoValue = string | number | boolean | null

/**
 * Reads as user `audit`, who by the access rules may read and nothing else. Without the capability Trino cuts times to
 * milliseconds (Trino's client protocol, `X-Trino-Client-Capabilities`).
 */
export function connectTrino(ports: Ports): Trino {
  const extraHeaders = { 'X-Trino-User': 'audit', 'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME' }
  return Trino.create({ server: httpUrl(ports, 'trino'), source: 'audit', extraHeaders })
}

/**
 * The rows of a query, page by page. Left early, the query is cancelled in Trino too: one that nobody waits for any
 * more would go on and make the next ones late.
 * @param columns the names the result must have, in order.
 * @throws {Error} with Trino's own words when the query fails, or naming the columns when they are others.
 */
export async function* query(
  trino: Trino,
  sql: string,
  columns: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<readonly TrinoValue[][]> {
  const pages = await trino.query(sql)
  let checked = false
  let unended: string | undefined
  try {
    for (;;) {
      const { value: page, done } = await pages.next()
      const last = done === true || page.nextUri === undefined
      unended = last ? undefined : page.id
      // trino-client hands a failed query over as an ordinary last page.
      if (page.error !== undefined) throw new Error(`Trino: ${page.error.errorName}: ${page.error.message}\n${sql}`)
      signal?.throwIfAborted()
      if (!checked && page.columns !== undefined) {
        const names = page.columns.map((column: { name: string }) => column.name).join(', ')
        if (names !== columns.join(', ')) throw new Error(`expected columns ${columns.join(', ')}, Trino gave ${names}`)
        checked = true
      }
      if (page.data !== undefined) yield page.data
      if (last) return
    }
  } finally {
    // Why it was left says more than a cancel that failed, and Trino drops abandoned queries itself after a while.
    if (unended !== undefined) trino.cancel(unended).catch(() => undefined)
  }
}
