import { appendFileSync, closeSync, mkdtempSync, readFileSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog, rotateLog } from './log-file.ts'

const newLog = () => join(mkdtempSync(join(tmpdir(), 'log-')), 'logs', 'part.log')

test('a writer that keeps its descriptor goes on at the start of the rotated file', () => {
  const file = newLog()
  const descriptor = openLog(file)
  writeSync(descriptor, 'x'.repeat(100))
  rotateLog(file, 50)
  writeSync(descriptor, 'after')
  closeSync(descriptor)
  expect(readFileSync(file, 'utf8')).toBe('after')
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('x'.repeat(100))
})

test('a small log stays', () => {
  const file = newLog()
  closeSync(openLog(file))
  appendFileSync(file, 'short')
  rotateLog(file, 50)
  expect(readFileSync(file, 'utf8')).toBe('short')
})

test('only its owner can read a log', () => {
  const file = newLog()
  closeSync(openLog(file))
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
