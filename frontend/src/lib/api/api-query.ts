import type { QueryName } from '@lakehouse/contracts/api/overview.ts'
import { queryResult } from '@lakehouse/contracts/api/query-result.ts'
import type { QueryFunction, QueryKey } from '@tanstack/react-query'
import type { z } from 'zod'
import { rememberFailures } from '../polling/failures.ts'
import { getJson } from './get-json.ts'

/** One request that pages poll: its path is its key, so all who ask the same share one answer. */
export interface ApiQuery<T> {
  readonly queryKey: QueryKey
  readonly queryFn: QueryFunction<T>
}

/** A query for `GET path`; an answer that takes longer than `timeoutMs` (20 s unless told) is given up. */
export function apiQuery<T>(path: string, schema: z.ZodType<T>, timeoutMs?: number): ApiQuery<T> {
  return {
    queryKey: ['api', path],
    queryFn: rememberFailures(({ signal }) => getJson(path, schema, signal, timeoutMs)),
  }
}

/** The named query `trino/queries/<name>.sql`, whose rows look like `row`. */
export function namedQuery<Row extends z.ZodType>(name: QueryName, row: Row) {
  return apiQuery(`/api/queries/${name}`, queryResult(row))
}
