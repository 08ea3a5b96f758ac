import { readFileSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { availableMemory, NEEDED_DISK, NEEDED_MEMORY } from '../launcher/preflight.ts'
import { runnableAs } from '../services/postgres-identity.ts'
import { Failure } from '../system/failure.ts'
import { findJdk, hasCompiler } from '../system/java.ts'
import { formatBytes } from '../system/progress.ts'
import { findChromium } from './find-chromium.ts'
import { askVersion, findCommand } from './find-command.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What one requirement looks like on this machine. */
export interface Check {
  readonly name: string
  /** What the stack uses it for. */
  readonly purpose: string
  /** `start`: without it nothing starts. `fetch`: needed while the cache is not full. `test`: for `npm test` only. */
  readonly neededTo: 'start' | 'fetch' | 'test'
  /** Version or size that was found, with its place; null when it is missing. */
  readonly found: string | null
  /** The command that installs it (Debian), or what to do. */
  readonly fix: string
}

/** Every requirement of the stack, looked up on this machine. */
export function allChecks(env: Env, home: string, cache: string): readonly Check[] {
  return [
    javaCheck(
      env,
      'Java 17 or 21',
      'LAKEHOUSE_JDK17_HOME',
      [17, 21],
      'Kafka, ZooKeeper and Flink',
      'apt-get install -y openjdk-17-jdk-headless',
    ),
    javaCheck(
      env,
      'Java 25',
      'LAKEHOUSE_JDK25_HOME',
      [25],
      'Trino, and compiling',
      'apt-get install -y openjdk-25-jdk-headless, or temurin-25-jdk from Adoptium where Debian has none yet',
      true,
    ),
    commandCheck(env, 'Maven', 'mvn', ['--version'], 'downloads Java artifacts', 'apt-get install -y maven'),
    pipCheck(env),
    commandCheck(env, 'Go', 'go', ['version'], 'builds MinIO', 'apt-get install -y golang-go (1.24 or later)'),
    commandCheck(env, 'tar', 'tar', ['--version'], 'unpacks Flink', 'apt-get install -y tar'),
    rootCheck(),
    memoryCheck(),
    diskCheck('Disk for data', home, 'LAKEHOUSE_HOME'),
    diskCheck('Disk for artifacts', cache, 'LAKEHOUSE_CACHE'),
    chromiumCheck(env),
  ]
}

function javaCheck(
  env: Env,
  name: string,
  variable: string,
  majors: readonly number[],
  purpose: string,
  install: string,
  compiler = false,
): Check {
  const jdk = findJdk(env, variable, majors)
  const usable = jdk !== undefined && (!compiler || hasCompiler(jdk))
  const fix = `${install}; or set ${variable} to an installation`
  return { name, purpose, neededTo: 'start', found: usable ? `${jdk.version} at ${jdk.home}` : null, fix }
}

function commandCheck(
  env: Env,
  name: string,
  command: string,
  args: readonly string[],
  purpose: string,
  fix: string,
): Check {
  const path = findCommand(command, env.PATH ?? '')
  const version = path === undefined ? undefined : askVersion(path, args)
  return { name, purpose, neededTo: 'fetch', found: version === undefined ? null : `${version} at ${path}`, fix }
}

function pipCheck(env: Env): Check {
  const python = findCommand('python3', env.PATH ?? '')
  const version = python === undefined ? undefined : askVersion(python, ['-m', 'pip', '--version'])
  return {
    name: 'Python 3 with pip',
    purpose: 'downloads Flink',
    neededTo: 'fetch',
    found: version === undefined ? null : `pip ${version} of ${python}`,
    fix: 'apt-get install -y python3 python3-pip',
  }
}

function rootCheck(): Check {
  const uid = process.getuid?.() ?? 0
  const check = {
    name: 'A user for PostgreSQL',
    purpose: 'it refuses to run as root',
    neededTo: 'start',
    fix: 'start the stack as an ordinary user, or: sysctl -w user.max_user_namespaces=10000',
  } as const
  try {
    runnableAs(uid, 'postgres')
    return { ...check, found: uid === 0 ? 'root with user namespaces' : `user ${uid}` }
  } catch (error) {
    if (error instanceof Failure) return { ...check, found: null }
    throw error
  }
}

function memoryCheck(): Check {
  const memory = availableMemory(readFileSync('/proc/meminfo', 'utf8'))
  return {
    name: 'Memory',
    purpose: `${formatBytes(NEEDED_MEMORY)} available`,
    neededTo: 'start',
    found: memory >= NEEDED_MEMORY ? formatBytes(memory) : null,
    fix: `close something: ${formatBytes(memory)} are available`,
  }
}

function diskCheck(name: string, folder: string, variable: string): Check {
  const free = freeDisk(folder)
  return {
    name,
    purpose: `${formatBytes(NEEDED_DISK)} free at ${folder}`,
    neededTo: 'start',
    found: free >= NEEDED_DISK ? formatBytes(free) : null,
    fix: `free some (${formatBytes(free)} left), or choose another place with ${variable}`,
  }
}

/** Free bytes on the disk of a folder that may not exist yet. */
function freeDisk(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return freeDisk(dirname(folder))
    throw error
  }
}

function chromiumCheck(env: Env): Check {
  const path = findChromium(env)
  const version = path === undefined ? undefined : askVersion(path, ['--version'])
  return {
    name: 'Chromium',
    purpose: 'browser tests of npm test',
    neededTo: 'test',
    found: version === undefined ? null : `${version} at ${path}`,
    fix: 'apt-get install -y chromium; or set LAKEHOUSE_CHROMIUM',
  }
}
