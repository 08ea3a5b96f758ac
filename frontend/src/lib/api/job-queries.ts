import { jobDetail } from '@lakehouse/contracts/api/jobs.ts'
import { jobList } from '@lakehouse/contracts/api/system.ts'
import { apiQuery } from './api-query.ts'

/** Where one job is asked for, and below which it is changed. */
export const jobPath = (job: string) => `/api/jobs/${encodeURIComponent(job)}`

/** Each job file with what Flink runs under its name. */
export const jobsQuery = apiQuery('/api/jobs', jobList)

/** One job with its versions, savepoints and checkpoints. */
export const jobQuery = (job: string) => apiQuery(jobPath(job), jobDetail)
