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
