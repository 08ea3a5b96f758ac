import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BuildCheck } from '@lakehouse/contracts/analytics-build.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepUnitTests, projectDigest, unitTestsPassedAt } from './unit-tests.ts'

const AT = '2026-01-02T03:04:05.000Z'

let folder: string
let home: string
let project: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unit-tests-'))
  home = join(folder, 'home')
  project = join(folder, 'project')
  mkdirSync(join(project, 'macros'), { recursive: true })
  writeFileSync(join(project, 'macros', 'payout.sql'), 'round(fare * 0.8, 2)')
})
afterEach(() => rmSync(folder, { recursive: true }))

const check = (kind: BuildCheck['kind'], outcome: BuildCheck['outcome']): BuildCheck => ({
  name: `${kind} ${outcome}`,
  file: 'models/x.yml',
  kind,
  outcome,
  seconds: 1,
  failures: null,
  of: [],
})

test('what passed counts for this very project and for no other', () => {
  const digest = projectDigest(project)
  expect(unitTestsPassedAt(home, digest)).toBeNull()
  keepUnitTests(home, digest, [check('unit test', 'passed'), check('data test', 'failed')], AT)
  expect(unitTestsPassedAt(home, projectDigest(project))).toBe(AT)
  writeFileSync(join(project, 'macros', 'payout.sql'), 'round(fare * 0.7, 2)')
  expect(unitTestsPassedAt(home, projectDigest(project))).toBeNull()
})

test.each([
  ['one failed', [check('unit test', 'passed'), check('unit test', 'failed')]],
  ['one was skipped', [check('unit test', 'passed'), check('unit test', 'skipped')]],
  ['none ran', [check('model', 'passed')]],
])('nothing is kept when %s', (_, checks) => {
  keepUnitTests(home, projectDigest(project), checks, AT)
  expect(unitTestsPassedAt(home, projectDigest(project))).toBeNull()
})
