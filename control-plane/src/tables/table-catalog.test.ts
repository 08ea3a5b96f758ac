import { expect, it } from 'vitest'
import type { CatalogTable } from '../clients/catalog-database.ts'
import { Failure, NotFound } from '../errors.ts'
import { TableCatalog } from './table-catalog.ts'
import { metadataContent } from './testing.ts'

const pointer = (file: string): CatalogTable[] => [
  { schema: 'ride_hailing_audit', name: 'grain', metadataLocation: `s3://lakehouse/grain/metadata/${file}` },
]
const CALLED = 'ride_hailing_audit.grain'
const content = Buffer.from(JSON.stringify(metadataContent([{ id: 7 }])))

/** A catalog that answers each look with the next pointer (the last one from then on), over files of which some exist. */
function catalogOf(looks: CatalogTable[][], files: readonly string[]): TableCatalog {
  const tables = async () => (looks.length > 1 ? looks.shift() : looks[0]) ?? []
  const read = async (_bucket: string, key: string) => {
    if (files.some((file) => key.endsWith(file))) return content
    throw new Error('NoSuchKey')
  }
  return new TableCatalog({ tables }, { read })
}

it('reads a table again that was dropped and created while it was read', async () => {
  const catalog = catalogOf([pointer('1.json'), pointer('2.json')], ['2.json'])
  const { table, metadata } = await catalog.load(CALLED)
  expect(table.metadataLocation).toMatch(/2\.json$/)
  expect(metadata.current?.id).toBe('7')
})

it('does not find a table that was dropped while it was read', async () => {
  await expect(catalogOf([pointer('1.json'), []], []).load(CALLED)).rejects.toThrowError(NotFound)
})

it('fails when the file that the pointer names cannot be read', async () => {
  await expect(catalogOf([pointer('1.json')], []).load(CALLED)).rejects.toThrowError(Failure)
})
