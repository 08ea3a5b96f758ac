import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../system/run-tool.ts'
import type { Fetch } from './artifact-set.ts'

const TIMEOUT_MS = 30 * 60_000
/** Plugin version pinned: without it Maven takes whatever its own release names. */
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'

/**
 * Fetches the run-time dependencies of a pom. Maven works in a local repository of its own inside `scratch`, so that
 * nothing is left in the user's.
 */
export function fetchMaven(pom: string, excludedArtifacts: readonly string[] = []): Fetch {
  return async ({ folder, scratch, signal, onLine }) => {
    mkdirSync(scratch, { recursive: true })
    const args = [
      '--batch-mode',
      '--no-transfer-progress',
      '--file',
      pom,
      COPY_DEPENDENCIES,
      '-DincludeScope=runtime',
      `-DoutputDirectory=${folder}`,
      `-Dmaven.repo.local=${join(scratch, 'm2')}`,
    ]
    if (excludedArtifacts.length > 0) args.push(`-DexcludeArtifactIds=${excludedArtifacts.join(',')}`)
    await runTool('mvn', args, { signal, timeoutMs: TIMEOUT_MS, onLine })
  }
}
