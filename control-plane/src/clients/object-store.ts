import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'

export interface StoredObject {
  readonly key: string
  readonly modifiedAt: Date
}

/** MinIO over the S3 API, with deadlines. */
export class ObjectStore {
  readonly #s3: S3Client

  constructor(endpoint: string, secrets: Pick<Secrets, 's3AccessKey' | 's3SecretKey'>) {
    this.#s3 = new S3Client({
      endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: secrets.s3AccessKey, secretAccessKey: secrets.s3SecretKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      maxAttempts: 1,
    })
  }

  /** All objects under a prefix, at most `limit`. */
  async list(bucket: string, prefix: string, limit: number, deadlineMs: number): Promise<StoredObject[]> {
    const objects: StoredObject[] = []
    let token: string | undefined
    do {
      const page = await this.#s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          MaxKeys: Math.min(1000, limit - objects.length),
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
        { abortSignal: AbortSignal.timeout(deadlineMs) },
      )
      for (const { Key, LastModified } of page.Contents ?? []) {
        if (Key !== undefined && LastModified !== undefined) objects.push({ key: Key, modifiedAt: LastModified })
      }
      token = page.NextContinuationToken
    } while (token !== undefined && objects.length < limit)
    return objects
  }

  /** The first `bytes` of an object, as text. */
  async beginning(bucket: string, key: string, bytes: number, deadlineMs: number): Promise<string> {
    const range = new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=0-${bytes - 1}` })
    const { Body } = await this.#s3.send(range, { abortSignal: AbortSignal.timeout(deadlineMs) })
    return (await Body?.transformToString()) ?? ''
  }

  close(): void {
    this.#s3.destroy()
  }
}
