import { operationBegun, type Validation, validation } from '@lakehouse/contracts/api/jobs.ts'
import { jobPath } from '../../../lib/api/job-queries.ts'
import { sendJson } from '../../../lib/api/send-json.ts'

/** The gateway plans every statement of the job, on a machine that may be busy. */
const VALIDATE_MS = 120_000

/** What gateway and rules say of a text; nothing is changed. */
export const validate = (job: string, sql: string): Promise<Validation> =>
  sendJson('POST', `${jobPath(job)}/validate`, { sql }, validation, VALIDATE_MS)

/** Writes the text into the job's file and brings it in. */
export const apply = (job: string, sql: string) => sendJson('POST', `${jobPath(job)}/apply`, { sql }, operationBegun)
