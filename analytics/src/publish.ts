import type { PublishedMart } from '@lakehouse/contracts/analytics-build.ts'
import type { Node, Nodes } from './artifacts.ts'
import { Failure } from './failure.ts'
import { identifier, integer, publishStatement, text, trusted } from './sql-file.ts'
import type { TrinoSession } from './trino.ts'

const AUDIT = 'ride_hailing_audit'
const MARTS = 'ride_hailing_marts'

/**
 * Makes every mart of `ride_hailing_audit` the one of `ride_hailing_marts`, one commit each, and records which snapshots
 * belong together. Trino's Iceberg catalog has no commit over several tables: when this breaks off, the marts already
 * published stay and are recorded, and the next build publishes all.
 * @throws {Failure} saying what Trino refused.
 */
export async function publish(
  buildId: string,
  nodes: Nodes,
  trino: TrinoSession,
  tell: (line: string) => void,
): Promise<PublishedMart[]> {
  await trino.run(publishStatement('create_schema'))
  await trino.run(publishStatement('create_publications'))
  const published: PublishedMart[] = []
  try {
    for (const mart of marts(nodes)) {
      published.push(await publishMart(mart, trino))
      tell(`published ${MARTS}.${mart.name}`)
    }
  } finally {
    await record(buildId, published, trino)
  }
  return published
}

function marts(nodes: Nodes): Node[] {
  return [...nodes.values()]
    .filter(({ resource_type, tags }) => resource_type === 'model' && tags?.includes('mart'))
    .sort((a, b) => a.name.localeCompare(b.name))
}

async function publishMart({ name, description, config }: Node, trino: TrinoSession): Promise<PublishedMart> {
  const auditSnapshotId = await currentSnapshot(AUDIT, name, trino)
  // Iceberg table properties as the model states them, for instance its partitioning; there must be at least one.
  const properties = Object.entries({ format: "'PARQUET'", ...config.properties }).map(
    ([key, value]) => `${key} = ${value}`,
  )
  const { rows } = await trino.run(
    publishStatement('replace_mart', {
      mart: identifier(name),
      description: text(description ?? ''),
      properties: trusted(properties.join(', ')),
      snapshot: integer(auditSnapshotId),
    }),
  )
  const snapshotId = await currentSnapshot(MARTS, name, trino)
  return { mart: name, auditSnapshotId, snapshotId, rowCount: Number(rows[0]?.[0]) }
}

async function currentSnapshot(schema: string, mart: string, trino: TrinoSession): Promise<string> {
  const { rows } = await trino.run(
    publishStatement('current_snapshot', { schema: identifier(schema), mart_refs: identifier(`${mart}$refs`) }),
  )
  const snapshot = rows[0]?.[0]
  if (typeof snapshot !== 'string') throw new Failure(`${schema}.${mart} has no snapshot: build it with --full-refresh`)
  return snapshot
}

async function record(buildId: string, published: readonly PublishedMart[], trino: TrinoSession): Promise<void> {
  if (published.length === 0) return
  const rows = published.map(({ mart, auditSnapshotId, snapshotId, rowCount }) => ({
    build_id: buildId,
    mart,
    audit_snapshot_id: auditSnapshotId,
    snapshot_id: snapshotId,
    row_count: rowCount,
  }))
  await trino.run(publishStatement('record_publication'), [JSON.stringify(rows)])
}
