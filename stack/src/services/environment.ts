import { type Endpoint, portVariable } from '@lakehouse/contracts/endpoints.ts'
import type { StackContext } from './stack-context.ts'

/**
 * glibc gives every thread its own malloc arena, and a JVM has a hundred threads: two arenas keep native memory close to
 * what is really used.
 */
export const quietMalloc = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' } as const

/** The AWS SDK inside Flink and Trino must not look for the cloud, and MinIO needs no trailing checksums. */
export const awsOnMinio = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'us-east-1',
  AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
} as const

/** What our own Node processes need to find this stack: its home, and its ports wherever they are not the usual ones. */
export function nodeServiceEnvironment({ home, ports }: Pick<StackContext, 'home' | 'ports'>): Record<string, string> {
  const endpoints = Object.entries(ports) as [Endpoint, number][]
  return {
    ...Object.fromEntries(endpoints.map(([endpoint, port]) => [portVariable(endpoint), String(port)])),
    LAKEHOUSE_HOME: home,
    NODE_ENV: 'production',
    MALLOC_ARENA_MAX: '2',
  }
}
