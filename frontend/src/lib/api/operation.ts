import { operationAnswer } from '@lakehouse/contracts/api/operations.ts'
import { apiQuery } from './api-query.ts'

/** One operation as the journal tells of it now. */
export const operationQuery = (id: number) => apiQuery(`/api/operations/${id}`, operationAnswer)

/** Where the journal shows an operation. */
export const operationLink = (id: number) => `/operations?operation=${id}`
