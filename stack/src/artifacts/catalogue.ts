import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { formatBytes } from '../system/progress.ts'
import type { ArtifactSet, Fetch } from './artifact-set.ts'
import { buildGo } from './build-go.ts'
import { buildJava } from './build-java.ts'
import { fetchMaven } from './fetch-maven.ts'
import { fetchFromPip } from './fetch-pip.ts'
import { type ArtifactLock, contentKey, readLock, shortHash } from './locked-file.ts'

const artifacts = join(projectRoot, 'stack', 'artifacts')
/** The lock that pins every downloaded file. */
export const lockFile = join(artifacts, 'artifacts.lock.json')

const pom = (name: string) => join(artifacts, name, 'pom.xml')

/** How each downloaded set is fetched; what must come out is in the lock. */
export const downloads = {
  kafka: fetchMaven(pom('kafka')),
  zookeeper: fetchMaven(pom('zookeeper')),
  flink: fetchFromPip(join(artifacts, 'flink', 'requirements.txt'), ['deps/lib', 'deps/bin']),
  'flink-connectors': fetchMaven(pom('flink-connectors')),
  'trino-server': fetchMaven(pom('trino-server')),
  'trino-iceberg': fetchMaven(pom('trino-iceberg'), ['trino-spi']),
  'trino-cli': fetchMaven(pom('trino-cli')),
} as const satisfies Record<string, Fetch>
export type Download = keyof typeof downloads

/** One downloaded set, pinned by the lock. */
export function downloadedSet(name: Download, lock: ArtifactLock = readLock(lockFile)): ArtifactSet {
  const files = lock[name]
  if (files === undefined) throw new Error(`${lockFile} has no set "${name}": run stack/src/cli/lock-artifacts.ts`)
  const size = files.reduce((sum, file) => sum + file.size, 0)
  return { name, key: contentKey(files), files, effort: `downloading ${formatBytes(size)}`, fetch: downloads[name] }
}

/** Every downloaded set. */
export function downloadedSets(): readonly ArtifactSet[] {
  const lock = readLock(lockFile)
  return (Object.keys(downloads) as Download[]).map((name) => downloadedSet(name, lock))
}

/** MinIO, built from source: the project publishes no binaries any more. */
export function minioSet(): ArtifactSet {
  const packageFile = join(artifacts, 'minio', 'package.txt')
  const build = buildGo(packageFile)
  return {
    name: 'minio',
    key: shortHash(readFileSync(packageFile, 'utf8')),
    effort: 'building from source, about 3 minutes',
    fetch: build,
  }
}

/** The class that starts Trino: Maven Central carries no distribution with a launcher of its own. */
export function trinoLauncherSet(jdkHome: string, serverFolder: string): ArtifactSet {
  const source = join(artifacts, 'trino-launcher', 'TrinoLauncher.java')
  const archive = { jdkHome, sources: [source], release: 25, classPath: `${serverFolder}/*`, jar: 'launcher.jar' }
  return {
    name: 'trino-launcher',
    key: shortHash(readFileSync(source, 'utf8')),
    effort: 'compiling',
    fetch: buildJava(archive),
  }
}

/** Our own Trino plugin, and the file that makes the Iceberg jars a plugin, which their distribution would hold. */
export function trinoPluginSet(jdkHome: string, serverFolder: string): ArtifactSet {
  const sources = javaSources(join(projectRoot, 'trino', 'plugin', 'src', 'main', 'java'))
  const plugins = ['io.trino.plugin.iceberg.IcebergPlugin', 'lakehouse.trino.LakehousePlugin']
  const resources = { 'META-INF/services/io.trino.spi.Plugin': `${plugins.join('\n')}\n` }
  const archive = {
    jdkHome,
    sources,
    release: 25,
    classPath: `${serverFolder}/*`,
    jar: 'lakehouse-plugin.jar',
    resources,
  }
  return {
    name: 'trino-plugin',
    key: shortHash(JSON.stringify(resources) + textOf(sources)),
    effort: 'compiling',
    fetch: buildJava(archive),
  }
}

/** The Java functions that Flink SQL calls, or undefined while there are none. */
export function flinkFunctionsSet(jdkHome: string, flinkFolder: string): ArtifactSet | undefined {
  const sources = javaSources(join(projectRoot, 'flink', 'functions', 'src', 'main', 'java'))
  if (sources.length === 0) return undefined
  const classPath = `${join(flinkFolder, 'lib')}/*`
  return {
    name: 'flink-functions',
    key: shortHash(textOf(sources)),
    effort: `compiling ${sources.length} file(s)`,
    fetch: buildJava({ jdkHome, sources, release: 17, classPath, jar: 'lakehouse-functions.jar' }),
  }
}

const javaSources = (folder: string): string[] =>
  globSync('**/*.java', { cwd: folder })
    .sort()
    .map((source) => join(folder, source))

const textOf = (files: readonly string[]) => files.map((file) => readFileSync(file, 'utf8')).join('\0')
