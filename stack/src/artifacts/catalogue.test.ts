import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { expect, test } from 'vitest'
import { type Download, downloads, lockFile } from './catalogue.ts'
import { readLock } from './locked-file.ts'

const lock = readLock(lockFile)
const names = Object.keys(downloads) as Download[]

test('every downloaded set is locked, and nothing else', () => {
  expect(Object.keys(lock).sort()).toEqual([...names].sort())
})

test.each(names.filter((name) => name !== 'flink'))('the lock of %s holds the versions its pom pins', (name) => {
  const pom = readFileSync(join(projectRoot, 'stack', 'artifacts', name, 'pom.xml'), 'utf8')
  const pinned = [
    ...pom.matchAll(
      /<dependency>\s*<groupId>[^<]+<\/groupId>\s*<artifactId>([^<]+)<\/artifactId>\s*<version>([^<]+)</g,
    ),
  ]
  expect(pinned.length).toBeGreaterThan(0)
  for (const [, artifact, version] of pinned) {
    expect(
      lock[name]?.some(({ path }) => path.startsWith(`${artifact}-${version}`)),
      `${artifact} ${version}`,
    ).toBe(true)
  }
})

test('the lock of Flink holds the version its requirements pin', () => {
  const requirements = readFileSync(join(projectRoot, 'stack', 'artifacts', 'flink', 'requirements.txt'), 'utf8')
  const version = /apache-flink-libraries==(\S+) --hash=sha256:[0-9a-f]{64}/.exec(requirements)?.[1]
  expect(lock.flink?.map(({ path }) => path)).toContain(`lib/flink-dist-${version}.jar`)
})
