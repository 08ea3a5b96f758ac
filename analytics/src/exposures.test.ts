import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

interface Exposure {
  readonly name: string
  readonly config?: { readonly meta?: { readonly queries?: readonly string[] } }
  readonly depends_on: readonly string[]
}

const queries = join(projectRoot, 'trino', 'queries')
const file = join(projectRoot, 'dbt', 'models', 'exposures.yml')
const exposures: readonly Exposure[] = parse(readFileSync(file, 'utf8')).exposures
const pages = exposures.filter(({ config }) => config?.meta?.queries !== undefined)

const namesIn = (folder: string) =>
  readdirSync(join(queries, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
    .map((entry) => join(folder, entry.name.replace(/\.sql$/, '')))

const expand = (name: string) => (name.endsWith('/*') ? namesIn(name.slice(0, -2)) : [name])
const sqlOf = (name: string) => readFileSync(join(queries, `${name}.sql`), 'utf8').replaceAll(/--.*/g, '')

test.each(pages.map((page) => [page.name, page] as const))('%s depends on what its queries read', (_, page) => {
  const sql = (page.config?.meta?.queries ?? []).flatMap(expand).map(sqlOf).join('\n')
  const tables = icebergTableNames
    .filter((table) => new RegExp(`ride_hailing\\."?${table}\\b`).test(sql))
    .map((table) => `source('ride_hailing', '${table}')`)
  const marts = [...sql.matchAll(/ride_hailing_marts\.(\w+)/g)].map(([, mart]) => `ref('${mart}')`)
  expect([...page.depends_on].sort()).toEqual([...new Set([...tables, ...marts])].sort())
})

test('every query of the dashboard’s root folder is some page’s', () => {
  const used = pages.flatMap(({ config }) => config?.meta?.queries ?? [])
  expect(namesIn('.').filter((name) => !used.includes(name))).toEqual([])
})
