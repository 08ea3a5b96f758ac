import { isCached } from '../artifacts/cache.ts'
import { downloadedSets, minioSet } from '../artifacts/catalogue.ts'
import { allChecks } from '../doctor/checks.ts'
import { Failure } from '../system/failure.ts'
import { findJdk, hasCompiler } from '../system/java.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The two Java installations that the stack runs on.
 * @throws {Failure} with the command that installs what is missing.
 */
export function requireJava(env: Env): { readonly java17: string; readonly java25: string } {
  const java17 = findJdk(env, 'LAKEHOUSE_JDK17_HOME', [17, 21])
  const java25 = findJdk(env, 'LAKEHOUSE_JDK25_HOME', [25])
  const missing = [
    java17 === undefined && 'Java 17 or 21 for Kafka, ZooKeeper and Flink (LAKEHOUSE_JDK17_HOME)',
    java25 === undefined && 'Java 25 for Trino (LAKEHOUSE_JDK25_HOME)',
    java25 !== undefined && !hasCompiler(java25) && `a compiler in ${java25.home}: a JDK, not a JRE`,
  ].filter((line) => line !== false)
  if (java17 === undefined || java25 === undefined || missing.length > 0) {
    throw new Failure(`missing: ${missing.join('; ')}. "npm run doctor" shows the commands that install it`)
  }
  return { java17: java17.home, java25: java25.home }
}

/** Names of the sets that are not in the cache yet. */
export function missingArtifacts(cache: string): readonly string[] {
  return [...downloadedSets(), minioSet()].filter((set) => !isCached(set, cache)).map(({ name }) => name)
}

/**
 * Refuses a start that would have to fetch without the tools to do so; with a full cache they may be missing.
 * @throws {Failure} naming each tool and the command that installs it.
 */
export function requireFetchTools(env: Env, home: string, cache: string): void {
  const artifacts = missingArtifacts(cache)
  if (artifacts.length === 0) return
  const missing = allChecks(env, home, cache).filter(({ neededTo, found }) => neededTo === 'fetch' && found === null)
  if (missing.length === 0) return
  const lines = missing.map(({ name, purpose, fix }) => `  ${name} (${purpose}): ${fix}`)
  throw new Failure(
    `${artifacts.join(', ')} are to be fetched into ${cache}, and this is missing:\n${lines.join('\n')}`,
  )
}
