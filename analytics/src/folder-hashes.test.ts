import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { differences, hashFolder } from './folder-hashes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-hashes-'))
  mkdirSync(join(folder, 'dbt'))
  writeFileSync(join(folder, 'dbt', 'cli.py'), 'print(1)')
  writeFileSync(join(folder, 'dbt', 'other.py'), '')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('tells what was changed, removed and added, not what Python compiles nor certificates', () => {
  const before = hashFolder(folder)
  writeFileSync(join(folder, 'dbt', 'cli.py'), 'print(2)')
  rmSync(join(folder, 'dbt', 'other.py'))
  writeFileSync(join(folder, 'new.py'), '')
  writeFileSync(join(folder, 'dbt', 'cli.cpython-311.pyc'), 'compiled')
  writeFileSync(join(folder, 'cacert.pem'), 'a certificate of this company')
  expect(differences(before, hashFolder(folder))).toEqual(['dbt/cli.py', 'dbt/other.py', 'new.py'])
})

test('an untouched folder has no differences', () => {
  expect(differences(hashFolder(folder), hashFolder(folder))).toEqual([])
})
