import { readMetadata, type TableMetadata } from './metadata.ts'

export interface FakeSnapshot {
  readonly id: number | string
  readonly at?: number
  readonly summary?: Readonly<Record<string, string>>
  readonly parent?: number | string | null
}

/** A metadata file's content whose snapshots follow one another, the last being the present. */
export function metadataContent(snapshots: readonly FakeSnapshot[], more: object = {}): Record<string, unknown> {
  const linked = snapshots.map(({ id, at, summary = {}, parent }, index) => ({
    'snapshot-id': id,
    'parent-snapshot-id': parent === undefined ? (snapshots[index - 1]?.id ?? null) : parent,
    'sequence-number': index + 1,
    'timestamp-ms': at ?? index * 1000,
    'manifest-list': `s3://lakehouse/t/metadata/snap-${id}.avro`,
    summary: { operation: 'append', ...summary },
  }))
  return {
    'format-version': 2,
    location: 's3://lakehouse/t',
    'last-sequence-number': snapshots.length,
    'last-updated-ms': 1,
    'current-schema-id': 0,
    schemas: [
      {
        'schema-id': 0,
        fields: [
          { id: 1, name: 'ride_id', required: true, type: 'string' },
          { id: 2, name: 'event_time', required: false, type: 'timestamptz' },
        ],
        'identifier-field-ids': [1],
      },
    ],
    'default-spec-id': 1,
    'partition-specs': [
      { 'spec-id': 0, fields: [] },
      { 'spec-id': 1, fields: [{ 'source-id': 1, name: 'ride_id_bucket', transform: 'bucket[4]' }] },
    ],
    properties: { 'write.upsert.enabled': 'true' },
    'current-snapshot-id': snapshots.at(-1)?.id ?? null,
    snapshots: linked,
    'snapshot-log': [],
    'metadata-log': [],
    refs: { main: { 'snapshot-id': snapshots.at(-1)?.id ?? null, type: 'branch' } },
    ...more,
  }
}

export function metadataOf(snapshots: readonly FakeSnapshot[], more: object = {}): TableMetadata {
  return readMetadata(metadataContent(snapshots, more), 1000)
}
