import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { expect, it } from 'vitest'
import { rowTypes } from './diff.ts'
import { policyFor, readPolicy } from './policy.ts'
import { quoted, tableSql } from './table-name.ts'
import { instantSql, integerSql, textSql, trinoStatement } from './trino-file.ts'

it('puts pieces where a statement has their words, and only there', () => {
  const pieces = {
    table: tableSql({ schema: 's', name: 'a"b' }),
    below: textSql("1'B"),
    column: quoted('t'),
    since: instantSql(new Date(0)),
  }
  expect(trinoStatement(projectRoot, 'maintenance/optimize_since', pieces)).toBe(
    `ALTER TABLE "iceberg"."s"."a""b" EXECUTE optimize(file_size_threshold => '1''B') WHERE "t" >= TIMESTAMP '1970-01-01 00:00:00.000 UTC'`,
  )
})

it('refuses a statement that lacks a piece', () => {
  expect(() => trinoStatement(projectRoot, 'maintenance/optimize', { table: 't' })).toThrowError(':below')
})

it('lets only whole numbers be numbers', () => {
  expect(integerSql('7290436216243046399')).toBe('7290436216243046399')
  for (const bad of ['1; DROP TABLE t', '1.5', '', 'x']) expect(() => integerSql(bad)).toThrowError(RangeError)
})

it('reads the types of a row type', () => {
  expect(
    rowTypes('row("a" decimal(10,2), "b,c" row(x bigint, y varchar), d timestamp(6) with time zone)', [
      'a',
      'b,c',
      'd',
    ]),
  ).toEqual(['decimal(10,2)', 'row(x bigint, y varchar)', 'timestamp(6) with time zone'])
})

it('has a policy, which tables may change in parts', () => {
  const policy = readPolicy(projectRoot)
  const own = policyFor({ ...policy, tables: { t: { optimize: { delete_files: 7 } } } }, 't')
  expect(own).toEqual({ ...policy.defaults, optimize: { ...policy.defaults.optimize, delete_files: 7 } })
  expect(policyFor(policy, 'unknown')).toEqual(policy.defaults)
})
