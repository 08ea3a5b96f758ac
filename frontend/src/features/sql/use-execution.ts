import type { SqlAnswer } from '@lakehouse/contracts/api/sql.ts'
import { useQuery } from '@tanstack/react-query'
import { executionQuery } from './api/sql.ts'

/** The statement of this number as it is known; whoever shows it follows it. */
export function useExecution(id: number | null): SqlAnswer | undefined {
  return useQuery<SqlAnswer>({ ...executionQuery(id ?? 0), enabled: false }).data
}
