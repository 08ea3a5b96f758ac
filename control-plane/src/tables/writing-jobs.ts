import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { jobFile, jobNames, loadJob } from '../jobs/load.ts'
import { icebergSinks } from '../jobs/sinks.ts'
import type { TemplateVariables } from '../jobs/template.ts'
import type { TableName } from './table-name.ts'

/** The jobs of `flink/jobs` that write a table, as their files say. @throws {UserError} for a file with a mistake. */
export function writingJobs(root: string, variables: TemplateVariables, { schema, name }: TableName): JobSpec[] {
  return jobNames(root)
    .map((job) => loadJob(root, jobFile(root, job), variables))
    .filter((spec) => icebergSinks(spec).some((sink) => sink.schema === schema && sink.name === name))
}
