import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../errors.ts'
import { jobFile, jobNames, loadJob } from '../load.ts'
import { splitStatements } from '../statements.ts'
import { templateVariables } from '../variables.ts'
import { codeOf } from './code.ts'
import { partitioningIn } from './hidden-partitioning.ts'
import { inWords, lintJob, lintScript, refuseErrors, rules } from './lint.ts'
import { nearest, optionKeys } from './option-keys.ts'
import { miniBatchProcTime, miniBatchProcTimeRule } from './rules/mini-batch-proc-time.ts'
import { readScript } from './script.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const script = (sql: string, file = 'test.sql') =>
  readScript(
    splitStatements(sql, file),
    () => sql,
    () => null,
  )
const lint = (sql: string) => lintScript(script(sql))
const fixture = (rule: string) => readFileSync(join(fixtures, `${rule}.sql`), 'utf8')
const broken = (sql: string) => lint(sql).map(({ rule }) => rule)

/** Where each fixture is wrong, and the words that its finding must have. */
const expected: Record<string, readonly [line: number, message: RegExp, instead: RegExp][]> = {
  'column-order': [[14, /column 1 of matched is ride_id, but the query gives driver_id/, /\(ride_id, driver_id\)/]],
  'join-without-equality': [[13, /a single task gets all rows of both/, /ON a.zone_id = b.zone_id/]],
  'key-without-partition': [
    [3, /partitioned by zone_id, which is not in its primary key \(ride_id\)/, /bucket\(ride_id, 4\)/],
  ],
  'latest-offset': [[5, /leaves out every record that is already in the topic/, /earliest-offset/]],
  'no-idle-timeout': [
    [5, /one Kafka partition without new records stops every window/, /'scan.watermark.idle-timeout' = '60 s'/],
  ],
  'outer-interval-join': [[11, /a LEFT interval join feeds matched.*overwrite with NULL/, /an inner JOIN/]],
  'unbounded-state': [[13, /this GROUP BY keeps state for every key/, /SET 'table.exec.state.ttl'/]],
  'unknown-option': [
    [2, /'table.exec.state-ttl' is not a setting of Flink/, /'table.exec.state.ttl'/],
    [6, /'write.upsert.enable' is not a property of an Iceberg table/, /'write.upsert.enabled'/],
    [12, /'scan.watermark.idle.timeout' is not an option of the kafka connector/, /'scan.watermark.idle-timeout'/],
  ],
  'window-after-interval-join': [[17, /this TUMBLE window reads offered, an interval join/, /before they are joined/]],
}

describe('each rule', () => {
  it('has a file that triggers it', () => {
    const names = [...rules.map(({ name }) => name), miniBatchProcTimeRule].sort()
    expect(readdirSync(fixtures).sort()).toEqual(names.map((name) => `${name}.sql`))
    expect(Object.keys(expected).sort()).toEqual(rules.map(({ name }) => name).sort())
  })

  it.each(Object.entries(expected))('%s says where, why and what to write instead', (rule, places) => {
    const found = lint(fixture(rule))
    expect(found.map((finding) => finding.rule)).toEqual(places.map(() => rule))
    for (const [index, [line, message, instead]] of places.entries()) {
      const finding = found[index]
      expect(finding?.line, finding && inWords(finding)).toBe(line)
      expect(finding?.message).toMatch(message)
      expect(finding?.instead).toMatch(instead)
    }
  })

  it('mini-batch-proc-time reads it from the plan', () => {
    const job = script(fixture(miniBatchProcTimeRule))
    const plan = (mode: string) => `Sink\n+- MiniBatchAssigner(interval=[500ms], mode=[${mode}])\n   +- TableSourceScan`
    expect([...miniBatchProcTime(job, plan('RowTime'))]).toEqual([])
    const [found] = miniBatchProcTime(job, plan('ProcTime'))
    expect(found).toMatchObject({ at: { line: 2 } })
    expect(found?.message).toMatch(/watermarks run ahead of the events/)
    expect(found?.instead).toMatch(/in event time .* last/)
  })
})

describe('our own jobs', () => {
  const secret = { s3AccessKey: 'access-key', s3SecretKey: 'secret-key-1', lakehousePassword: 'password-1' }
  const variables = templateVariables(resolvePorts({}), secret as Parameters<typeof templateVariables>[1])
  it.each(jobNames(projectRoot))('%s falls into none', (name) => {
    const spec = loadJob(projectRoot, jobFile(projectRoot, name), variables)
    expect(lintJob(projectRoot, spec).map(inWords)).toEqual([])
  })

  it('are judged by the text of the editor where there is one', () => {
    const spec = loadJob(projectRoot, jobFile(projectRoot, 'rides'), variables)
    const sql = "-- Anything?\nSET 'table.exec.state.tll' = '1 h';\nEXECUTE STATEMENT SET BEGIN\nEND;"
    const found = lintJob(projectRoot, spec, sql)
    expect(found).toContainEqual(
      expect.objectContaining({ rule: 'unknown-option', file: 'flink/jobs/rides.sql', line: 2 }),
    )
  })
})

const job = (query: string) => `
CREATE TABLE a (k STRING, v STRING, t TIMESTAMP_LTZ(3)) WITH ('format-version' = '2');
CREATE TABLE b (k STRING, v STRING, t TIMESTAMP_LTZ(3)) WITH ('format-version' = '2');
SET 'table.exec.state.ttl' = '1 h';
EXECUTE STATEMENT SET BEGIN INSERT INTO a (k) ${query}; END;`

describe('join-without-equality', () => {
  it.each([
    'SELECT a.k FROM a JOIN b ON a.k = b.k',
    'SELECT a.k FROM a JOIN b ON (a.t > b.t AND a.k = b.k)',
    'SELECT a.k FROM a INNER JOIN b USING (k)',
    'SELECT a.k FROM a, b WHERE a.k = b.k AND a.v > b.v',
    'SELECT a.k FROM a LEFT JOIN LATERAL TABLE(f(a.v)) AS x(y) ON TRUE',
    'SELECT a.k FROM a CROSS JOIN UNNEST(a.v) AS x(y)',
    'SELECT a.k FROM a JOIN b FOR SYSTEM_TIME AS OF a.t ON a.k = b.k',
    "SELECT a.k FROM a JOIN b ON a.t BETWEEN b.t - INTERVAL '1' MINUTE AND b.t AND LOWER(a.k) = LOWER(b.k)",
  ])('lets pass: %s', (query) => {
    expect(broken(job(query))).toEqual([])
  })
  it.each([
    'SELECT a.k FROM a CROSS JOIN b',
    'SELECT a.k FROM a, b',
    'SELECT a.k FROM a JOIN b ON a.k >= b.k',
    "SELECT a.k FROM a JOIN b ON a.k = 'x'",
    'SELECT a.k FROM a JOIN b ON a.k = a.v',
    'SELECT a.k FROM a JOIN b ON a.k = b.k OR a.v = b.v',
    "SELECT a.k FROM a JOIN b ON a.t BETWEEN b.t - INTERVAL '1' MINUTE AND b.t",
    'SELECT k FROM (SELECT a.k FROM a JOIN b ON a.t < b.t)',
  ])('finds: %s', (query) => {
    expect(broken(job(query))).toEqual(['join-without-equality'])
  })
})

describe('unbounded-state', () => {
  const without = (query: string) => broken(job(query).replace(/SET .*;/, ''))
  it.each([
    "SELECT k FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(t), INTERVAL '1' MINUTE)) GROUP BY k, window_start, window_end",
    "SELECT a.k FROM a JOIN b ON a.k = b.k AND a.t BETWEEN b.t - INTERVAL '1' MINUTE AND b.t",
    "SELECT /*+ STATE_TTL('a' = '1 h') */ k FROM a GROUP BY k",
    'SELECT k FROM a UNION ALL SELECT k FROM b',
    'SELECT k FROM a WHERE k IS DISTINCT FROM v',
  ])('lets pass: %s', (query) => {
    expect(without(query)).toEqual([])
  })
  it.each([
    'SELECT DISTINCT k FROM a',
    'SELECT k FROM a UNION SELECT k FROM b',
    'SELECT a.k FROM a JOIN b ON a.k = b.k',
    'SELECT k FROM (SELECT k, ROW_NUMBER() OVER (PARTITION BY k ORDER BY t) AS n FROM a) WHERE n = 1',
    'SELECT MIN(v) OVER (PARTITION BY k ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS k FROM a',
  ])('finds: %s', (query) => {
    expect(without(query)).toEqual(['unbounded-state'])
  })
  it('takes a TTL of 0 for none', () => {
    expect(broken(job('SELECT DISTINCT k FROM a').replace('1 h', '0 ms'))).toEqual(['unbounded-state'])
  })
})

it('column-order lets a column of another name take any place', () => {
  expect(broken(job('SELECT v AS other FROM b'))).toEqual([])
  expect(broken(job('SELECT LOWER(v) FROM b'))).toEqual([])
})

it('key-without-partition sees the partitioning that Trino sets', () => {
  const sql = "ALTER TABLE t SET PROPERTIES partitioning = ARRAY['day(seen)', 'ride_id']"
  const partitioning = partitioningIn(splitStatements(sql, 'trino/schema/t.sql').flatMap(codeOf))
  const table =
    "CREATE TABLE t (ride_id STRING, seen TIMESTAMP(3), PRIMARY KEY (ride_id) NOT ENFORCED) WITH ('format-version' = '2');"
  const found = lintScript(
    readScript(
      splitStatements(table, 't.sql'),
      () => table,
      () => partitioning,
    ),
  )
  expect(found).toMatchObject([{ rule: 'key-without-partition', file: 'trino/schema/t.sql' }])
})

it('unknown-option reads hints', () => {
  const hinted = (key: string) => broken(job(`SELECT k FROM b /*+ OPTIONS('${key}' = '1') */`))
  expect(hinted('scan.parallelism')).toEqual([])
  expect(hinted('scan.paralelism')).toEqual(['unknown-option'])
})

describe('a comment that allows', () => {
  const start = "'scan.startup.mode' = 'latest-offset'"
  const table = (comment: string, end = '') =>
    `CREATE TABLE x (k STRING) WITH ('connector' = 'kafka',\n${comment}\n${start}${end}\n);`
  it('holds for the next line of code, or its own', () => {
    expect(broken(table('-- lint: allow latest-offset because only the present is shown'))).toEqual([])
    expect(broken(table('', ' -- lint: allow latest-offset because only the present is shown'))).toEqual([])
  })
  it('holds for no other rule and no other line', () => {
    const other = '-- lint: allow no-idle-timeout because it beats'
    expect(broken(table(other))).toEqual(['latest-offset'])
    expect(broken(`-- lint: allow latest-offset because far away\n${table('')}`)).toEqual(['latest-offset'])
  })
  it.each(['-- lint: allow latest-offset', '-- lint: allow latest-ofset because I want to'])(
    'is refused: %s',
    (text) => {
      const sql = `${job('SELECT k FROM b')}\n${text}`
      expect(lint(sql)).toMatchObject([
        { rule: 'lint-comment', severity: 'error', message: expect.stringMatching(/allows? /) },
      ])
    },
  )
})

it('refuses a job for errors, not for warnings, and names them all', () => {
  expect(() => refuseErrors('rides', lint(fixture('unbounded-state')))).not.toThrow()
  const refused = () => refuseErrors('rides', lint(fixture('unknown-option')))
  expect(refused).toThrow(UserError)
  expect(refused).toThrow(/3 traps.*\n.*:2:5: error unknown-option[\s\S]*instead: 'table.exec.state.ttl'/)
})

describe('option keys', () => {
  it('are those of the versions in the stack', () => {
    const read = (path: string) => readFileSync(join(projectRoot, 'stack', 'artifacts', path), 'utf8')
    const pom = read('flink-connectors/pom.xml').replaceAll(/\s+/g, '')
    const flink = /apache-flink-libraries==([\d.]+)/.exec(read('flink/requirements.txt'))?.[1] ?? 'none'
    for (const jar of optionKeys().jars) {
      const [, artifact, version] = /^(.+?)-(\d+\.\d+\.\d.*)\.jar$/.exec(jar) ?? []
      const listed = pom.includes(`<artifactId>${artifact}</artifactId><version>${version}</version>`)
      expect(listed || version === flink, `${jar}: make flink/option-keys/keys.json anew`).toBe(true)
    }
  })
  it('are proposed when they are near', () => {
    const keys = new Set(['table.exec.state.ttl', 'parallelism.default', 'fields.*'])
    expect(nearest('table.exec.state-ttl', keys)).toBe('table.exec.state.ttl')
    expect(nearest('something.else', keys)).toBeNull()
  })
})
