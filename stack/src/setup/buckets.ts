import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BucketAlreadyOwnedByYou, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'
import { z } from 'zod'

const bucketList = z.array(z.object({ name: z.string(), holds: z.string() }))

/** Makes the buckets of `minio/buckets.json`; what exists stays. */
export async function createBuckets(endpoint: string, secrets: Secrets): Promise<void> {
  const buckets = bucketList.parse(JSON.parse(readFileSync(join(projectRoot, 'minio', 'buckets.json'), 'utf8')))
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: secrets.s3AccessKey, secretAccessKey: secrets.s3SecretKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  try {
    for (const { name } of buckets) {
      await client.send(new CreateBucketCommand({ Bucket: name })).catch((error) => {
        if (!(error instanceof BucketAlreadyOwnedByYou)) throw error
      })
    }
  } finally {
    client.destroy()
  }
}
