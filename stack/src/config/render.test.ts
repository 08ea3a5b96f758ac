// biome-ignore-all lint/suspicious/noTemplateCurlyInString: template variables are what is tested here
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { render, renderFile } from './render.ts'

test('replaces every name', () => {
  expect(render('a=${A}\nb=${B}:${A}', { A: 1, B: 'x' }, 'f')).toBe('a=1\nb=x:1')
})

test('a value is text, never a pattern or another name', () => {
  expect(render('k=${A}', { A: '$& ${B}' }, 'f')).toBe('k=$& ${B}')
})

test('a name without a value is an error with its line', () => {
  expect(() => render('a\nb=${MISSING}', {}, 'config.yaml')).toThrow('config.yaml:2: no value for ${MISSING}')
})

test('only its owner can read a rendered file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'render-'))
  writeFileSync(join(folder, 'template'), 'secret=${S}')
  renderFile(join(folder, 'template'), join(folder, 'out', 'config'), { S: 's' })
  expect(readFileSync(join(folder, 'out', 'config'), 'utf8')).toBe('secret=s')
  expect(statSync(join(folder, 'out', 'config')).mode & 0o777).toBe(0o600)
})
