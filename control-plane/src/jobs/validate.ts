import { relative } from 'node:path'
import type { Finding, JobPlan, Validation } from '@lakehouse/contracts/api/jobs.ts'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { UserError } from '../errors.ts'
import { compatibilityOf } from './compatibility.ts'
import { refusal } from './findings.ts'
import type { JobControl } from './job-control.ts'
import { lintJob, lintPlan } from './lint/lint.ts'
import { jobFile, jobFrom } from './load.ts'
import { describe, plan } from './reconcile.ts'
import { type Explained, explainPlan } from './submit.ts'

/**
 * What the gateway and the rules say of a text for a job, and what applying it would do. Changes nothing.
 * @throws {NotFound} when no job has that name. @throws {Failure} when a part of the stack does not answer.
 */
export async function validate(
  control: JobControl,
  name: string,
  sql: string,
): Promise<Omit<Validation, 'server_now'>> {
  const path = jobFile(control.root, name)
  const file = relative(control.root, path)
  const refused = { explained: null, plan: null, obstacle: null }
  let spec: JobSpec
  let findings: Finding[] = []
  let explained: Explained
  try {
    spec = jobFrom(control.root, path, sql, control.variables)
    findings = lintJob(control.root, spec, sql)
    explained = await explainPlan(control, spec)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { findings: [refusal(error, file), ...findings], ...refused }
  }
  findings = [...findings, ...lintPlan(control.root, spec, explained.text, sql)]
  return { findings, explained: explained.text, ...(await planOf(control, spec, explained)) }
}

async function planOf(control: JobControl, spec: JobSpec, explained: Explained) {
  try {
    return { plan: await jobPlan(control, spec, false, explained), obstacle: null }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { plan: null, obstacle: `${error.message}. ${error.action}` }
  }
}

/** What bringing a spec in would do, with the verdict on its state. @throws {UserError} where nothing could be done. */
export async function jobPlan(
  control: JobControl,
  spec: JobSpec,
  fresh: boolean,
  explained: Explained,
): Promise<JobPlan> {
  const action = await plan(control, spec, fresh)
  const former = action.kind === 'none' ? null : action.former
  const running = action.kind === 'replace' ? action.job.id : null
  const verdict = former === null ? null : await compatibilityOf(control, former, spec, explained, running)
  return { action: action.kind, would: describe(action), compatibility: verdict }
}
