import { z } from 'zod'

/** `GET /api/endpoints`: where each part listens, for people and their tools; never a secret. */
export const endpointInfo = z.object({ name: z.string(), address: z.string(), purpose: z.string() })
export const endpointList = z.object({ endpoints: z.array(endpointInfo), server_now: z.iso.datetime() })
export type EndpointList = z.infer<typeof endpointList>

/** `GET /api/jobs`: each job file with what Flink runs under its name. */
export const jobSummary = z.object({
  name: z.string(),
  /** The question the job answers: the first comment of its file. */
  question: z.string(),
  flink_job_id: z.string().nullable(),
  /** Flink's job state, or NOT_RUNNING when nothing runs under this name. */
  state: z.string(),
  started_at: z.iso.datetime().nullable(),
  last_checkpoint_at: z.iso.datetime().nullable(),
  last_checkpoint_ms: z.number().nullable(),
  restarts: z.int().nullable(),
})
export type JobSummary = z.infer<typeof jobSummary>
export const jobList = z.object({ jobs: z.array(jobSummary), server_now: z.iso.datetime() })
export type JobList = z.infer<typeof jobList>

/** Every error answer of the API: 4xx for a mistake of the caller, 5xx for a failure of the system. */
export const apiError = z.object({
  error: z.object({
    code: z.string(),
    /** What was tried and what came back. */
    message: z.string(),
    /** What to do next. */
    action: z.string(),
  }),
})
export type ApiError = z.infer<typeof apiError>
