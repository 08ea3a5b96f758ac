import type { JobDetail } from '@lakehouse/contracts/api/jobs.ts'
import type { Feed } from '../../lib/polling/use-polled-query.ts'

/** What every panel about one job is given. */
export interface JobView {
  readonly job: string
  readonly detail: JobDetail | undefined
  readonly feed: Feed
}

/** Why nothing can be changed in a job just now; null when it can. */
export function busyReason(detail: JobDetail | undefined): string | null {
  if (detail === undefined) return 'The job has not been read yet.'
  return detail.operation === null ? null : `Operation ${detail.operation} is under way on this job.`
}
