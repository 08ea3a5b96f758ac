import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildCheck } from '@lakehouse/contracts/analytics-build.ts'
import { z } from 'zod'
import { hashFolder } from './folder-hashes.ts'
import { keep } from './keep.ts'

// Unit tests read no data: with the same project they come out the same, and dbt's own advice is to keep them out of
// production runs (docs.getdbt.com, "Unit tests"). So they run once for each state of the project.

const record = z.object({ project: z.string(), passed_at: z.iso.datetime() })

const recordFile = (home: string) => join(home, 'dbt', 'unit-tests.json')

/** A digest of every file of the dbt project: models, macros, tests, variables and the pinned packages. */
export function projectDigest(project: string): string {
  const hashes = Object.entries(hashFolder(project)).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(hashes)).digest('hex')
}

/** When all unit tests passed on this stack with the project of that digest; null when they did not yet. */
export function unitTestsPassedAt(home: string, digest: string): string | null {
  let text: string
  try {
    text = readFileSync(recordFile(home), 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  }
  const { project, passed_at } = record.parse(JSON.parse(text))
  return project === digest ? passed_at : null
}

/** Keeps that they passed, if these checks of a whole build have unit tests and every one of them did. */
export function keepUnitTests(home: string, digest: string, checks: readonly BuildCheck[], at: string): void {
  const unitTests = checks.filter(({ kind }) => kind === 'unit test')
  if (unitTests.length === 0 || unitTests.some(({ outcome }) => outcome !== 'passed')) return
  keep({ project: digest, passed_at: at } satisfies z.infer<typeof record>, recordFile(home))
}
