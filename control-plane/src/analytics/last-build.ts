import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type AnalyticsBuild, analyticsBuild, lastBuildFile } from '@lakehouse/contracts/analytics-build.ts'
import { Failure } from '../errors.ts'

/** What the last build of this stack came to; null while there was none. @throws {Failure} when its record is unreadable. */
export function readLastBuild(home: string): AnalyticsBuild | null {
  const file = lastBuildFile(home)
  const text = ifThere(() => readFileSync(file, 'utf8'))
  if (text === null) return null
  try {
    return analyticsBuild.parse(JSON.parse(text))
  } catch (cause) {
    throw new Failure(`${file} is no record of a build: ${(cause as Error).message}`, 'Run: npm run dbt -- build', {
      cause,
    })
  }
}

/** dbt's documentation in one file, as the last build left it. */
export const docsFile = (home: string) => join(home, 'dbt', 'target', 'static_index.html')

/** When it was generated; null while it was not. */
export function docsGeneratedAt(home: string): Date | null {
  return ifThere(() => statSync(docsFile(home)).mtime)
}

/** Changes whenever there may be other marts to read. */
export function buildVersion(home: string): string {
  return ifThere(() => String(statSync(lastBuildFile(home)).mtimeMs)) ?? 'no build'
}

function ifThere<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
