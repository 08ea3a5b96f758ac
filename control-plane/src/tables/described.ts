import type { TableSummary } from '@lakehouse/contracts/api/tables.ts'
import { ICEBERG_SCHEMA, type IcebergTable, icebergTables, type TableContract } from '@lakehouse/contracts/tables.ts'
import type { TableMetadata } from './metadata.ts'
import type { TableName } from './table-name.ts'

/** What the contract says of a table; undefined for one that it does not name. */
export function contractOf({ schema, name }: TableName): TableContract | undefined {
  return schema === ICEBERG_SCHEMA && Object.hasOwn(icebergTables, name)
    ? icebergTables[name as IcebergTable]
    : undefined
}

/** How a table is written, and by which columns its rows are told apart. */
export function writingOf(table: TableName, metadata: TableMetadata): Pick<TableSummary, 'writing' | 'key'> {
  const contract = contractOf(table)
  if (contract !== undefined) return { writing: contract.kind, key: [...contract.key] }
  const upsert = metadata.properties['write.upsert.enabled'] === 'true'
  const writing = upsert ? 'upsert' : table.schema === ICEBERG_SCHEMA ? 'append' : 'model'
  return { writing, key: [...metadata.identifierColumns] }
}
