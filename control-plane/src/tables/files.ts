import type { LayoutPart, TableFiles } from '@lakehouse/contracts/api/tables.ts'
import { z } from 'zod'
import { decodeRows } from '../queries/decode.ts'
import type { TablesContext } from './context.ts'
import { partitioningOf } from './metadata.ts'
import { policyFor } from './policy.ts'
import type { LoadedTable } from './table-catalog.ts'
import { calledAs, tableSql } from './table-name.ts'
import { integerSql, trinoStatement } from './trino-file.ts'

const DEADLINE_MS = 60_000
/** Iceberg's codes of file contents. */
const CONTENTS = ['data', 'position_deletes', 'equality_deletes'] as const

const count = z.string().transform(Number)
const fileRows = z.array(
  z.object({
    spec_id: count,
    partition: z.string(),
    content: count,
    files: count,
    bytes: count,
    records: count,
    small_files: count,
    small_bytes: count,
  }),
)
const manifestRows = z.tuple([z.object({ manifests: count, bytes: count })])

/** Files of one kind in one partition, with how much of them is small. */
export type CountedFiles = LayoutPart & { readonly small_file_bytes: number }

/**
 * A table's files by layout, partition and kind, read by Trino from the manifests. What counts as small is the
 * policy's.
 * @throws {Failure} when Trino does not answer.
 */
export async function readFiles(
  context: Pick<TablesContext, 'root' | 'trino' | 'policy'>,
  { table, metadata }: LoadedTable,
): Promise<Omit<TableFiles, 'server_now' | 'parts'> & { readonly parts: readonly CountedFiles[] }> {
  const called = calledAs(table)
  const small = policyFor(context.policy, called).optimize.small_file_bytes
  const answer = {
    table: called,
    snapshot_id: metadata.current?.id ?? null,
    small_bytes: small,
    parts: [],
    manifests: 0,
    manifest_bytes: 0,
  }
  if (metadata.current === null) return answer
  const partitioned = metadata.specs.some(({ fields }) => fields.length > 0)
  const files = trinoStatement(context.root, 'maintenance/files', {
    files: tableSql(table, '$files'),
    partition: partitioned ? 'json_format(CAST(partition AS json))' : "''",
    small: integerSql(small),
  })
  const manifests = trinoStatement(context.root, 'maintenance/manifests', { manifests: tableSql(table, '$manifests') })
  const rows = fileRows.parse(decodeRows(await context.trino.query(files, DEADLINE_MS)))
  const [known] = manifestRows.parse(decodeRows(await context.trino.query(manifests, DEADLINE_MS)))
  const parts = rows.map((row) => {
    const spec = metadata.specs.find(({ id }) => id === row.spec_id)
    return {
      spec_id: row.spec_id,
      layout: spec === undefined ? '' : partitioningOf(spec).join(', '),
      current: row.spec_id === metadata.spec.id,
      partition: spec === undefined || spec.fields.length === 0 ? '' : ownFields(row.partition, spec.fields),
      content: CONTENTS[row.content] ?? 'data',
      files: row.files,
      bytes: row.bytes,
      rows: row.records,
      small_files: row.small_files,
      small_file_bytes: row.small_bytes,
    }
  })
  return { ...answer, parts, manifests: known.manifests, manifest_bytes: known.bytes }
}

/** Trino gives every file the fields of all layouts; those of its own are kept. */
function ownFields(partition: string, fields: readonly { readonly name: string }[]): string {
  const values: Record<string, unknown> = z.record(z.string(), z.unknown()).parse(JSON.parse(partition))
  return JSON.stringify(Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? null])))
}
