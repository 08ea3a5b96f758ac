import { join } from 'node:path'
import { z } from 'zod'

/** What `npm run dbt -- build` leaves behind: printed by `--json`, kept in a file that the dashboard shows. */
const failedCheck = z.object({
  /** Model or test, as dbt names it. */
  name: z.string(),
  /** The file that defines it, relative to dbt/. */
  file: z.string(),
  severity: z.enum(['error', 'warn']),
  /** dbt's own words. */
  message: z.string(),
  /** How many rows failed a data test; null for anything else. */
  failures: z.int().nullable(),
  /** The table that keeps the failing rows, as SQL names it; null when there is none. */
  storedIn: z.string().nullable(),
  /** The first of them, at most `MOST_FAILING_ROWS`, column by column. */
  rows: z.array(z.record(z.string(), z.unknown())).readonly(),
})
export type FailedCheck = z.infer<typeof failedCheck>
export const MOST_FAILING_ROWS = 100

/** One thing that the build did. */
const buildCheck = z.object({
  name: z.string(),
  /** The file that defines it, relative to dbt/. */
  file: z.string(),
  kind: z.enum(['model', 'data test', 'unit test', 'audit']),
  outcome: z.enum(['passed', 'warned', 'failed', 'skipped']),
  seconds: z.number(),
  /** How many rows failed a test; null for anything else. */
  failures: z.int().nullable(),
  /** The models and sources it tests, as dbt names them; of a model, itself. */
  of: z.array(z.string()),
})
export type BuildCheck = z.infer<typeof buildCheck>

/** One mart that was published, snapshot ids as text: they have more digits than a number keeps. */
const publishedMart = z.object({
  mart: z.string(),
  auditSnapshotId: z.string(),
  snapshotId: z.string(),
  rowCount: z.int(),
})
export type PublishedMart = z.infer<typeof publishedMart>

export const analyticsBuild = z.object({
  buildId: z.string(),
  finishedAt: z.iso.datetime(),
  /** `published`: green and visible; `failed`: nothing was published; `partial`: green, but not of all models. */
  outcome: z.enum(['published', 'failed', 'partial']),
  /** dbt's own part, without the publication. */
  seconds: z.number(),
  passed: z.int(),
  warned: z.int(),
  failed: z.int(),
  /** Not run because something before them failed. */
  skipped: z.int(),
  /** Models, tests and audits in the order they ended. */
  checks: z.array(buildCheck),
  /** Errors first, then warnings. */
  problems: z.array(failedCheck),
  published: z.array(publishedMart),
  /** When the unit tests passed with this very project, if they were left out for that reason; null when not. */
  unitTestsPassedAt: z.iso.datetime().nullable().default(null),
})
export type AnalyticsBuild = z.infer<typeof analyticsBuild>

/** Where the last build of a stack is kept. */
export function lastBuildFile(home: string): string {
  return join(home, 'dbt', 'last-build.json')
}
