import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findJdk, parseRelease } from './java.ts'

test.each([
  ['IMPLEMENTOR="X"\nJAVA_VERSION="17.0.15"\n', { version: '17.0.15', major: 17 }],
  ['JAVA_VERSION="25"\n', { version: '25', major: 25 }],
  ['JAVA_VERSION="1.8.0_392"\n', { version: '1.8.0_392', major: 8 }],
  ['nothing', undefined],
])('reads %j', (text, expected) => {
  expect(parseRelease(text)).toEqual(expected)
})

function installation(version: string): string {
  const home = mkdtempSync(join(tmpdir(), 'jdk-'))
  mkdirSync(join(home, 'bin'))
  writeFileSync(join(home, 'bin', 'java'), '')
  writeFileSync(join(home, 'release'), `JAVA_VERSION="${version}"\n`)
  return home
}

test('the variable decides, and a wrong version behind it is not silently replaced', () => {
  const home = installation('25.0.1')
  expect(findJdk({ CHOSEN: home }, 'CHOSEN', [25])?.home).toBe(home)
  expect(findJdk({ CHOSEN: home }, 'CHOSEN', [17, 21])).toBeUndefined()
})

test('of several versions the first wanted one wins', () => {
  const wanted = installation('99.0.1')
  const other = installation('98.0.1')
  expect(findJdk({ PATH: `${join(other, 'bin')}:${join(wanted, 'bin')}` }, 'UNSET', [99, 98])?.home).toBe(wanted)
})
