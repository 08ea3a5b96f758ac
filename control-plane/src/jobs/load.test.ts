// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is the syntax under test
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../errors.ts'
import { jobFile, jobNames, loadJob } from './load.ts'

const variables = { URL: { value: 'http://a', secret: false }, KEY: { value: 'k1', secret: true } }
const SOURCE = "CREATE TABLE s (a INT) WITH ('url' = '${URL}', 'key' = '${KEY}');"
const JOB =
  "-- How many?\n-- Counted by hand.\nSET 'parallelism.default' = '2';\nEXECUTE STATEMENT SET BEGIN\n  INSERT INTO t SELECT a FROM s;\nEND;\n"

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'load-'))
  write('flink/sql/sources/s.sql', SOURCE)
  write('flink/jobs/count.sql', JOB)
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const load = (with_: typeof variables = variables) => loadJob(root, jobFile(root, 'count'), with_)

describe('loadJob', () => {
  it('gives name, question, settings and the prelude before the job', () => {
    write('flink/sql/sinks/t.sql', 'CREATE TABLE t (a INT); CREATE TABLE other (a INT);')
    const spec = load()
    expect(spec).toMatchObject({
      name: 'count',
      question: 'How many? Counted by hand.',
      settings: { 'parallelism.default': '2' },
    })
    expect(spec.statements.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'flink/sql/sources/s.sql:1',
      'flink/sql/sinks/t.sql:1',
      'flink/jobs/count.sql:4',
    ])
  })

  it('holds no secret', () => {
    expect(JSON.stringify(load())).not.toContain('k1')
  })

  it.each([
    ['INSERT INTO t SELECT 1;', 'flink/sql/sources/s.sql:1'],
    ["ADD JAR 'x.jar';", 'flink/sql/sources/s.sql:1'],
    ['DROP TABLE t;', 'flink/sql/sources/s.sql:1'],
    ["SET 'a' = 'b';", 'flink/sql/sources/s.sql:1'],
  ])('refuses %j in the prelude', (sql, place) => {
    write('flink/sql/sources/s.sql', sql)
    expect(() => load()).toThrowError(place)
    expect(() => load()).toThrowError(UserError)
  })

  it.each([
    ['-- q\nINSERT INTO t SELECT 1;', 'flink/jobs/count.sql:2: a job ends with'],
    [
      '-- q\nDROP TABLE t;\nEXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END;',
      'flink/jobs/count.sql:2: before its statement set',
    ],
    [
      "-- q\nSET 'pipeline.name' = 'x';\nEXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END;",
      'may not set pipeline.name',
    ],
    ['EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END;', 'opens with a comment'],
    [
      "-- q\nEXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT '${NOPE}'; END;",
      'count.sql:2: unknown template variable',
    ],
  ])('refuses the job %j', (sql, message) => {
    write('flink/jobs/count.sql', sql)
    expect(() => load()).toThrowError(message)
  })
})

describe('digest', () => {
  it('stays over layout, comments and secrets', () => {
    const before = load().digest
    write('flink/jobs/count.sql', JOB.replaceAll('\n  ', '\n\n\t').replace('-- How many?', '-- How much?'))
    expect(load({ ...variables, KEY: { value: 'k2', secret: true } }).digest).toBe(before)
  })

  it.each([
    ['the job', () => write('flink/jobs/count.sql', JOB.replace('SELECT a', 'SELECT a + 1'))],
    ['a setting', () => write('flink/jobs/count.sql', JOB.replace("'2'", "'3'"))],
    ['the prelude', () => write('flink/sql/sources/s.sql', SOURCE.replace('INT', 'BIGINT'))],
  ])('changes with %s', (_, change) => {
    const before = load().digest
    change()
    expect(load().digest).not.toBe(before)
  })

  it('changes with a variable that is used', () => {
    expect(load({ ...variables, URL: { value: 'http://b', secret: false } }).digest).not.toBe(load().digest)
  })
})

it('knows jobs by their files alone', () => {
  expect(jobNames(root)).toEqual(['count'])
  expect(() => jobFile(root, '../secrets')).toThrowError('no job "../secrets"')
})
