import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ArtifactSet } from './artifact-set.ts'
import { ensureArtifacts } from './cache.ts'
import { contentKey } from './locked-file.ts'
import { describeFolder } from './verify.ts'

const text = 'the artifact'
const newFolder = () => mkdtempSync(join(tmpdir(), 'cache-'))

async function lockedSet(write = text): Promise<ArtifactSet & { fetches: () => number }> {
  const original = newFolder()
  writeFileSync(join(original, 'a.jar'), text)
  const files = await describeFolder(original)
  let count = 0
  return {
    name: 'thing',
    key: contentKey(files),
    files,
    effort: 'fetching',
    fetches: () => count,
    fetch: async ({ folder }) => {
      count += 1
      mkdirSync(folder)
      writeFileSync(join(folder, 'a.jar'), write)
    },
  }
}

function context(cache = newFolder()) {
  const warnings: string[] = []
  const progress = { step: () => undefined, warn: (_: string, line: string) => warnings.push(line) }
  return { cache, progress, signal: new AbortController().signal, warnings }
}

test('fetches once, then takes it from the cache', async () => {
  const set = await lockedSet()
  const at = context()
  const folder = await ensureArtifacts(set, at)
  expect(readFileSync(join(folder, 'a.jar'), 'utf8')).toBe(text)
  expect(await ensureArtifacts(set, at)).toBe(folder)
  expect(set.fetches()).toBe(1)
})

test.each([
  ['changed content of the same size', (folder: string) => writeFileSync(join(folder, 'a.jar'), 'The artifact')],
  ['a cut-off file', (folder: string) => writeFileSync(join(folder, 'a.jar'), 'the art')],
  ['a file that is not locked', (folder: string) => writeFileSync(join(folder, 'b.jar'), 'intruder')],
])('%s is refused, named and fetched again', async (_, damage) => {
  const set = await lockedSet()
  const at = context()
  const folder = await ensureArtifacts(set, at)
  damage(folder)
  await ensureArtifacts(set, at)
  expect(set.fetches()).toBe(2)
  expect(readdirSync(folder)).toEqual(['a.jar'])
  expect(readFileSync(join(folder, 'a.jar'), 'utf8')).toBe(text)
  expect(at.warnings.join()).toMatch(/corrupt.*\.jar: expected .*, found /)
})

test('a changed file is reported with both hashes', async () => {
  const set = await lockedSet()
  const at = context()
  writeFileSync(join(await ensureArtifacts(set, at), 'a.jar'), 'The artifact')
  await ensureArtifacts(set, at)
  expect(at.warnings.join()).toMatch(/expected sha256 [0-9a-f]{64}, found sha256 [0-9a-f]{64}/)
  expect(at.warnings.join()).toContain(set.files?.[0]?.sha256)
})

test('a download that is not what is locked never enters the cache', async () => {
  const set = await lockedSet('something else')
  const at = context()
  await expect(ensureArtifacts(set, at)).rejects.toThrow('is not what')
  expect(existsSync(join(at.cache, `thing-${set.key}`))).toBe(false)
  expect(readdirSync(join(at.cache, 'tmp'))).toEqual([])
})

test('a set built here is verified against the hashes recorded when it was built', async () => {
  const { files: _, ...built } = await lockedSet()
  const at = context()
  const folder = await ensureArtifacts(built, at)
  await ensureArtifacts(built, at)
  expect(built.fetches()).toBe(1)
  writeFileSync(join(folder, 'a.jar'), 'The artifact')
  await ensureArtifacts(built, at)
  expect(built.fetches()).toBe(2)
  expect(at.warnings.join()).toContain('corrupt')
})
