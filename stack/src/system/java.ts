import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

export interface Jdk {
  readonly home: string
  readonly version: string
  readonly major: number
}

/** The version in a JDK's `release` file: `JAVA_VERSION="17.0.15"` gives 17.0.15 and 17; 1.8.0 counts as 8. */
export function parseRelease(text: string): { version: string; major: number } | undefined {
  const version = /^JAVA_VERSION="([^"]+)"/m.exec(text)?.[1]
  if (version === undefined) return undefined
  const [first, second] = version.split(/[.+-]/).map(Number)
  return { version, major: (first === 1 ? second : first) ?? 0 }
}

/** The Java installation at `home`, or undefined when there is none. */
export function readJdk(home: string): Jdk | undefined {
  const release = join(home, 'release')
  if (!existsSync(join(home, 'bin', 'java')) || !existsSync(release)) return undefined
  const found = parseRelease(readFileSync(release, 'utf8'))
  return found === undefined ? undefined : { home, ...found }
}

/** Whether this installation has a compiler (a JRE has none). */
export function hasCompiler(jdk: Jdk): boolean {
  return existsSync(join(jdk.home, 'bin', 'javac'))
}

/** Every Java installation in the usual places: JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN. */
export function findJdks(env: Env): readonly Jdk[] {
  const homes = new Set<string>()
  const add = (home: string) => {
    if (existsSync(home)) homes.add(realpathSync(home))
  }
  if (env.JAVA_HOME) add(env.JAVA_HOME)
  for (const folder of (env.PATH ?? '').split(':')) {
    const java = join(folder, 'java')
    if (folder !== '' && existsSync(java)) add(dirname(dirname(realpathSync(java))))
  }
  for (const parent of ['/usr/lib/jvm', join(homedir(), '.sdkman', 'candidates', 'java')]) {
    if (existsSync(parent)) for (const name of readdirSync(parent)) add(join(parent, name))
  }
  return [...homes].map(readJdk).filter((jdk) => jdk !== undefined)
}

/**
 * The installation with the first of these major versions, or the one that `variable` points to.
 * Gives undefined when there is none.
 */
export function findJdk(env: Env, variable: string, majors: readonly number[]): Jdk | undefined {
  const chosen = env[variable]
  if (chosen) {
    const jdk = readJdk(chosen)
    return jdk !== undefined && majors.includes(jdk.major) ? jdk : undefined
  }
  const jdks = findJdks(env)
  for (const major of majors) {
    const jdk = jdks.find((candidate) => candidate.major === major)
    if (jdk !== undefined) return jdk
  }
  return undefined
}
