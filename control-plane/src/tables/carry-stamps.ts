import { randomInt, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { CatalogDatabase, CatalogTable } from '../clients/catalog-database.ts'
import type { ObjectStore } from '../clients/object-store.ts'
import { Failure } from '../errors.ts'
import { type Stamp, stampSummary } from './stamps.ts'
import { objectOf, readMetadataFile } from './table-catalog.ts'
import { calledAs } from './table-name.ts'

const DEADLINE_MS = 10_000
/** Flink commits every other second; a commit of ours takes a tenth of that. */
const MOST_ATTEMPTS = 20

/** What committing to a table without an engine needs. */
export interface DirectCommit {
  readonly catalog: Pick<CatalogDatabase, 'tables' | 'swapMetadata'>
  readonly objects: Pick<ObjectStore, 'read' | 'write' | 'copy'>
}

/**
 * Writes stamps into new snapshots on top of the present one, with the same files: the commit that Flink's own sink
 * makes when a checkpoint brought no row. So a stamp outlives the snapshot that first held it, and expiry or a rollback
 * does not cut a kept savepoint off from what it has committed. Gives the number of attempts.
 * @throws {Failure} when other commits always came first.
 */
export async function carryStamps(
  { catalog, objects }: DirectCommit,
  table: Pick<CatalogTable, 'schema' | 'name'>,
  stamps: readonly Stamp[],
): Promise<number> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const current = (await catalog.tables()).find(({ schema, name }) => schema === table.schema && name === table.name)
    if (current === undefined) throw new Failure(`${calledAs(table)} is no longer in the catalog`, 'Was it dropped?')
    const { content } = await readMetadataFile(objects, current.metadataLocation)
    const location = nextLocation(current.metadataLocation)
    const next = withStamps(content, current.metadataLocation, stamps, Date.now())
    for (const { from, to } of next.manifestLists) {
      await objects.copy(objectOf(from).bucket, objectOf(from).key, objectOf(to).key, DEADLINE_MS)
    }
    const { bucket, key } = objectOf(location)
    await objects.write(bucket, key, next.content, DEADLINE_MS)
    if (await catalog.swapMetadata(current, location)) return attempt
    // What was written for nothing is an orphan, which upkeep removes.
  }
  throw new Failure(
    `${calledAs(table)}: ${MOST_ATTEMPTS} commits in a row lost against others`,
    'Try again; if it goes on, something commits to this table all the time.',
  )
}

/** `…/00012-<uuid>.metadata.json` becomes `…/00013-<another>.metadata.json`. */
export function nextLocation(location: string): string {
  const folder = location.slice(0, location.lastIndexOf('/'))
  const version = Number(/^(\d+)-/.exec(location.slice(folder.length + 1))?.[1] ?? 0) + 1
  return `${folder}/${String(version).padStart(5, '0')}-${randomUUID()}.metadata.json`
}

/** ECMAScript's "JSON.parse source text access", which TypeScript's library does not know yet. */
type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown
const parseWith = JSON.parse as (text: string, reviver: Reviver) => unknown
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown }

const long = z.unknown()
const parts = z.looseObject({
  'last-sequence-number': z.int(),
  'last-updated-ms': z.int(),
  'current-snapshot-id': long,
  'current-schema-id': z.int(),
  snapshots: z.array(
    z.looseObject({ 'snapshot-id': long, 'manifest-list': z.string(), summary: z.record(z.string(), z.string()) }),
  ),
  'snapshot-log': z.array(z.unknown()).default([]),
  'metadata-log': z.array(z.unknown()).default([]),
  refs: z.record(z.string(), z.looseObject({ 'snapshot-id': long, type: z.string() })).default({}),
})

const text = (value: unknown) => JSON.stringify(value)
/** What a summary says of the table, not of the commit. */
const isTotal = (key: string) => key.startsWith('total-')

/**
 * A metadata file with one more snapshot per stamp; whole numbers keep all their digits. Each new snapshot gets a copy
 * of the present manifest list, because expiry deletes the list of a snapshot with the snapshot.
 */
export function withStamps(content: string, location: string, stamps: readonly Stamp[], now: number) {
  const metadata = parts.parse(
    parseWith(content, (_key, value, context) =>
      typeof value === 'number' && !Number.isSafeInteger(value) && context.source !== undefined
        ? rawJSON(context.source)
        : value,
    ),
  )
  const present = metadata.snapshots.find(
    (snapshot) => text(snapshot['snapshot-id']) === text(metadata['current-snapshot-id']),
  )
  if (present === undefined) throw new Error(`${location} has no present snapshot`)
  const at = Math.max(now, metadata['last-updated-ms'])
  const totals = Object.fromEntries(Object.entries(present.summary).filter(([key]) => isTotal(key)))
  const folder = location.slice(0, location.lastIndexOf('/'))
  const added = stamps.map((stamp, index) => ({
    'sequence-number': metadata['last-sequence-number'] + index + 1,
    'snapshot-id': newSnapshotId(),
    'timestamp-ms': at,
    summary: {
      operation: 'append',
      ...stampSummary(stamp),
      'lakehouse.carried-from': stamp.snapshot.id,
      'changed-partition-count': '0',
      ...totals,
    },
    'manifest-list': `${folder}/snap-carried-${randomUUID()}.avro`,
    'schema-id': metadata['current-schema-id'],
  }))
  const linked = added.map((snapshot, index) => ({
    ...snapshot,
    'parent-snapshot-id': added[index - 1]?.['snapshot-id'] ?? metadata['current-snapshot-id'],
  }))
  const newest = linked.at(-1)?.['snapshot-id'] ?? metadata['current-snapshot-id']
  return {
    manifestLists: added.map((snapshot) => ({ from: present['manifest-list'], to: snapshot['manifest-list'] })),
    content: JSON.stringify({
      ...metadata,
      'last-sequence-number': metadata['last-sequence-number'] + added.length,
      'last-updated-ms': at,
      'current-snapshot-id': newest,
      snapshots: [...metadata.snapshots, ...linked],
      'snapshot-log': [
        ...metadata['snapshot-log'],
        ...linked.map((snapshot) => ({ 'timestamp-ms': at, 'snapshot-id': snapshot['snapshot-id'] })),
      ],
      'metadata-log': [
        ...metadata['metadata-log'],
        { 'timestamp-ms': metadata['last-updated-ms'], 'metadata-file': location },
      ],
      refs: { ...metadata.refs, main: { ...metadata.refs.main, 'snapshot-id': newest, type: 'branch' } },
    }),
  }
}

/** A random positive 63-bit number, as Iceberg's own. */
function newSnapshotId(): unknown {
  const high = BigInt(randomInt(2 ** 30, 2 ** 31))
  const low = BigInt(randomInt(0, 2 ** 32))
  return rawJSON(String((high << 32n) | low))
}
