import { operationBegun, savepointDetail } from '@lakehouse/contracts/api/jobs.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'
import { jobPath } from '../../../lib/api/job-queries.ts'
import { sendJson } from '../../../lib/api/send-json.ts'

/** Asks every table of the job, so only while somebody thinks of a restore. */
export const savepointQuery = (job: string, id: number) => apiQuery(`${jobPath(job)}/savepoints/${id}`, savepointDetail)

const post = (job: string, verb: string, body: object) =>
  sendJson('POST', `${jobPath(job)}/${verb}`, body, operationBegun)

export const applyFiles = (job: string) => post(job, 'apply', {})
export const startJob = (job: string, fresh: boolean) => post(job, 'start', { fresh })
export const stopJob = (job: string) => post(job, 'stop', {})
export const takeSavepoint = (job: string) => post(job, 'savepoint', {})
export const scaleJob = (job: string, parallelism: number) => post(job, 'scale', { parallelism })
export const rollBack = (job: string, version: number) => post(job, 'rollback', { version })
export const restore = (job: string, savepoint: number, acceptLaterCommits: boolean) =>
  post(job, 'restore', { savepoint, accept_later_commits: acceptLaterCommits })
export const deleteSavepoint = (job: string, id: number) =>
  sendJson('DELETE', `${jobPath(job)}/savepoints/${id}`, {}, operationBegun)
