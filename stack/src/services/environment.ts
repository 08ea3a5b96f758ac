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
