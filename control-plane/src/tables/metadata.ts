import type { Committer } from '@lakehouse/contracts/api/tables.ts'
import { z } from 'zod'

/** The parts of Iceberg's table metadata (format version 2) that are used: https://iceberg.apache.org/spec/#table-metadata-fields */

/** 64-bit numbers arrive as text when JavaScript would lose digits of them. */
const long = z.union([z.string(), z.int()]).transform(String)

const rawSnapshot = z.object({
  'snapshot-id': long,
  'parent-snapshot-id': long.nullish(),
  'sequence-number': z.number().default(0),
  'timestamp-ms': z.number(),
  'manifest-list': z.string().default(''),
  summary: z.record(z.string(), z.string()).default({}),
})

const rawField = z.object({ id: z.int(), name: z.string(), required: z.boolean(), type: z.unknown() })

const rawMetadata = z.object({
  'format-version': z.int(),
  location: z.string(),
  'last-sequence-number': z.number().default(0),
  'last-updated-ms': z.number(),
  'current-schema-id': z.int().default(0),
  schemas: z.array(
    z.object({
      'schema-id': z.int(),
      fields: z.array(rawField),
      'identifier-field-ids': z.array(z.int()).default([]),
    }),
  ),
  'default-spec-id': z.int(),
  'partition-specs': z.array(
    z.object({
      'spec-id': z.int(),
      fields: z.array(z.object({ 'source-id': z.int(), name: z.string(), transform: z.string() })),
    }),
  ),
  properties: z.record(z.string(), z.string()).default({}),
  'current-snapshot-id': long.nullish(),
  snapshots: z.array(rawSnapshot).default([]),
})

export interface Snapshot {
  readonly id: string
  readonly parentId: string | null
  readonly sequence: number
  /** When it was committed, milliseconds since 1970. */
  readonly at: number
  readonly operation: string
  readonly manifestList: string
  readonly summary: Readonly<Record<string, string>>
}

export interface PartitionSpec {
  readonly id: number
  readonly fields: readonly { readonly source: string; readonly name: string; readonly transform: string }[]
}

export interface TableMetadata {
  readonly location: string
  readonly lastSequence: number
  readonly columns: readonly { readonly name: string; readonly type: string; readonly required: boolean }[]
  readonly identifierColumns: readonly string[]
  readonly specs: readonly PartitionSpec[]
  readonly spec: PartitionSpec
  readonly properties: Readonly<Record<string, string>>
  readonly current: Snapshot | null
  /** Oldest first. */
  readonly snapshots: readonly Snapshot[]
  /** Size of the metadata file itself. */
  readonly bytes: number
}

/**
 * What a metadata file says.
 * @throws {ZodError} when it is none of a kind that this project's engines write.
 */
export function readMetadata(content: unknown, bytes: number): TableMetadata {
  const raw = rawMetadata.parse(content)
  const schema = raw.schemas.find((each) => each['schema-id'] === raw['current-schema-id']) ?? raw.schemas.at(-1)
  const fields = raw.schemas.flatMap((each) => each.fields)
  const nameOf = (id: number) => fields.findLast((field) => field.id === id)?.name ?? `field ${id}`
  const specs = raw['partition-specs'].map((spec) => ({
    id: spec['spec-id'],
    fields: spec.fields.map((field) => ({
      source: nameOf(field['source-id']),
      name: field.name,
      transform: field.transform,
    })),
  }))
  const snapshots = raw.snapshots
    .map((snapshot) => ({
      id: snapshot['snapshot-id'],
      parentId: snapshot['parent-snapshot-id'] ?? null,
      sequence: snapshot['sequence-number'],
      at: snapshot['timestamp-ms'],
      operation: snapshot.summary.operation ?? 'unknown',
      manifestList: snapshot['manifest-list'],
      summary: snapshot.summary,
    }))
    .sort((a, b) => a.sequence - b.sequence || a.at - b.at)
  return {
    location: raw.location,
    lastSequence: raw['last-sequence-number'],
    columns: (schema?.fields ?? []).map(({ name, type, required }) => ({ name, type: typeName(type), required })),
    identifierColumns: (schema?.['identifier-field-ids'] ?? []).map(nameOf),
    specs,
    spec: specs.find((spec) => spec.id === raw['default-spec-id']) ?? { id: raw['default-spec-id'], fields: [] },
    properties: raw.properties,
    current: snapshots.find((snapshot) => snapshot.id === raw['current-snapshot-id']) ?? null,
    snapshots,
    bytes,
  }
}

function typeName(type: unknown): string {
  if (typeof type === 'string') return type
  const kind = z.looseObject({ type: z.string() }).safeParse(type)
  return kind.success ? kind.data.type : 'unknown'
}

/** A layout as Trino's `partitioning` property spells it. */
export function partitioningOf(spec: PartitionSpec): string[] {
  return spec.fields
    .filter(({ transform }) => transform !== 'void')
    .map(({ source, transform }) => {
      if (transform === 'identity') return source
      const [, kind, width] = /^(\w+)\[(\d+)\]$/.exec(transform) ?? []
      return kind === undefined ? `${transform}(${source})` : `${kind}(${source}, ${width})`
    })
}

/** A count in a snapshot's summary; 0 where the engine did not write it, for it writes no zeros. */
export function countIn(snapshot: Snapshot | null, key: string): number {
  return Number(snapshot?.summary[key] ?? 0)
}

/** Who made a commit. Flink's sink stamps its job, Trino its query and user. */
export function committerOf({ summary }: Snapshot): Committer {
  if (summary['flink.job-id'] !== undefined) return 'flink'
  if (summary.trino_query_id === undefined) return 'unknown'
  return summary.trino_user === 'dbt' ? 'dbt' : 'trino'
}

/** The present and all its forebears that still exist, newest first. */
export function ancestors({ current, snapshots }: Pick<TableMetadata, 'current' | 'snapshots'>): Snapshot[] {
  const byId = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]))
  const line: Snapshot[] = []
  for (let next: Snapshot | undefined = current ?? undefined; next !== undefined; ) {
    line.push(next)
    next = next.parentId === null ? undefined : byId.get(next.parentId)
  }
  return line
}
