import type { EndpointList } from '@lakehouse/contracts/api/system.ts'
import { httpUrl, LOOPBACK, type Ports } from '@lakehouse/contracts/endpoints.ts'

/** Where each part listens and what for. */
export function endpointInfos(ports: Ports): EndpointList['endpoints'] {
  const address = (port: number) => `${LOOPBACK}:${port}`
  return [
    { name: 'Dashboard', address: httpUrl(ports, 'dashboard'), purpose: 'What happens in each city and zone now' },
    {
      name: 'Control plane API',
      address: `${httpUrl(ports, 'controlPlane')}/api/openapi.json`,
      purpose: 'Everything the dashboard shows, described by its OpenAPI document',
    },
    { name: 'Trino', address: httpUrl(ports, 'trino'), purpose: 'SQL over the Iceberg tables; any user may read' },
    { name: 'Flink', address: httpUrl(ports, 'flinkRest'), purpose: 'Running jobs, their checkpoints and exceptions' },
    {
      name: 'Flink SQL Gateway',
      address: httpUrl(ports, 'sqlGateway'),
      purpose: 'Takes Flink SQL; used by npm run submit-job',
    },
    {
      name: 'Kafka',
      address: address(ports.kafka),
      purpose: 'Topics ride_events and driver_locations; no password on loopback',
    },
    {
      name: 'MinIO',
      address: httpUrl(ports, 'minio'),
      purpose: 'S3 API: Iceberg data, Flink checkpoints and savepoints',
    },
    {
      name: 'PostgreSQL',
      address: address(ports.postgres),
      purpose: 'Database rides, table city_metrics, login bi for BI tools',
    },
    { name: 'ZooKeeper', address: address(ports.zookeeper), purpose: 'Flink’s high availability' },
  ]
}
