import { jobDetail, operationBegun, type Validation, validation } from '@lakehouse/contracts/api/jobs.ts'
import { jobList } from '@lakehouse/contracts/api/system.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'
import { sendJson } from '../../../lib/api/send-json.ts'

const path = (job: string) => `/api/jobs/${encodeURIComponent(job)}`

export const jobsQuery = apiQuery('/api/jobs', jobList)
export const jobQuery = (job: string) => apiQuery(path(job), jobDetail)

/** The gateway plans every statement of the job, on a machine that may be busy. */
const VALIDATE_MS = 120_000

/** What gateway and rules say of a text; nothing is changed. */
export const validate = (job: string, sql: string): Promise<Validation> =>
  sendJson('POST', `${path(job)}/validate`, { sql }, validation, VALIDATE_MS)

/** Writes the text into the job's file and brings it in. */
export const apply = (job: string, sql: string) => sendJson('POST', `${path(job)}/apply`, { sql }, operationBegun)
