import type { Endpoint, Ports } from '@lakehouse/contracts/endpoints.ts'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'
import { ICEBERG_CATALOG, ICEBERG_SCHEMA, postgresCityMetrics } from '@lakehouse/contracts/tables.ts'

/** How to reach one part: what a client's settings page asks for. */
export interface Connection {
  readonly part: string
  readonly address: string
  readonly user: string | null
  readonly password: string | null
  readonly note: string
}

/** How to connect to every part of the stack that a person or a tool may use. */
export function connections(
  url: (endpoint: Endpoint) => string,
  host: string,
  ports: Ports,
  secrets: Secrets,
): readonly Connection[] {
  const open = { user: null, password: null }
  const database = (name: string) => `postgresql://${host}:${ports.postgres}/${name}`
  const { database: rides, table } = postgresCityMetrics
  return [
    { part: 'Dashboard', address: url('dashboard'), ...open, note: 'for a browser that only looks' },
    {
      part: 'Dashboard, control',
      address: `${url('dashboard')}/#token=${secrets.controlPlaneToken}`,
      ...open,
      note: 'the same with the right to change things; the browser keeps it',
    },
    {
      part: 'Control plane API',
      address: `${url('controlPlane')}/api`,
      user: null,
      password: secrets.controlPlaneToken,
      note: 'the token is needed by calls that change something: Authorization: Bearer …',
    },
    {
      part: 'Trino',
      address: `${url('trino').replace('http', 'trino')}/${ICEBERG_CATALOG}/${ICEBERG_SCHEMA}`,
      user: 'operator',
      password: null,
      note: 'dbt may write its own schemas; any other user name reads only; JDBC: jdbc:trino://…',
    },
    {
      part: 'PostgreSQL, BI',
      address: database(rides),
      user: 'bi',
      password: secrets.biPassword,
      note: `reads ${table}`,
    },
    {
      part: 'PostgreSQL, owner',
      address: database(rides),
      user: 'lakehouse',
      password: secrets.lakehousePassword,
      note: 'also of iceberg_catalog',
    },
    {
      part: 'MinIO (S3)',
      address: url('minio'),
      user: secrets.s3AccessKey,
      password: secrets.s3SecretKey,
      note: 'region us-east-1, path-style; buckets lakehouse and flink',
    },
    { part: 'Kafka', address: `${host}:${ports.kafka}`, ...open, note: 'bootstrap server, plaintext on loopback' },
    { part: 'Flink', address: url('flinkRest'), ...open, note: 'web UI and REST API' },
    { part: 'Flink SQL Gateway', address: url('sqlGateway'), ...open, note: 'REST API' },
  ]
}
