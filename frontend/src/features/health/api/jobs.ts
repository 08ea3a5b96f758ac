import { jobList } from '@lakehouse/contracts/api/system.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** Each job file with what Flink runs under its name. */
export const jobsQuery = apiQuery('/api/jobs', jobList)
