import { describe, expect, it } from 'vitest'
import { rehearsal } from './rehearsal.ts'

const rehearse = (text: string) => rehearsal({ file: 'x.sql', line: 1, column: 1, text })

describe('rehearsal', () => {
  it.each([
    "CREATE CATALOG iceberg WITH ('type' = 'iceberg')",
    "CREATE TABLE rides (a INT) WITH ('connector' = 'kafka')",
    "CREATE TEMPORARY TABLE iceberg.d.t (a INT) WITH ('connector' = 'blackhole')",
    'CREATE TEMPORARY VIEW v AS SELECT 1',
    'USE CATALOG iceberg',
  ])('runs %j as it is: it ends with the session', (sql) => {
    expect(rehearse(sql)).toEqual({ kind: 'as written' })
  })

  it('makes no database', () => {
    expect(rehearse('CREATE DATABASE IF NOT EXISTS iceberg.d')).toEqual({ kind: 'left out' })
  })

  it('has a stand-in for a table that would stay', () => {
    const sql =
      "CREATE TABLE IF NOT EXISTS `iceberg`.d.t (\n  a INT, -- WITH\n  `with` STRING,\n  PRIMARY KEY (a) NOT ENFORCED\n) WITH (\n  'x' = 'y'\n)"
    expect(rehearse(sql)).toMatchObject({
      kind: 'table',
      name: '`iceberg`.d.t',
      standIn: {
        text: "CREATE TEMPORARY TABLE IF NOT EXISTS `iceberg`.d.t (\n  a INT, -- WITH\n  `with` STRING,\n  PRIMARY KEY (a) NOT ENFORCED\n)  WITH ('connector' = 'blackhole')",
      },
    })
  })
})
