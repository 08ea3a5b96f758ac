import { type Operation, operationList } from '@lakehouse/contracts/api/operations.ts'
import { ask } from './api.ts'

/** The operations journal of one object, newest first, as the API tells it. */
export async function operationsOn(object: string): Promise<Operation[]> {
  return (await ask(`/api/operations?object=${encodeURIComponent(object)}`, operationList)).operations
}
