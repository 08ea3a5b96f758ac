import {
  CopyObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'

export interface StoredObject {
  readonly key: string
  readonly modifiedAt: Date
  readonly bytes: number
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
      for (const { Key, LastModified, Size = 0 } of page.Contents ?? []) {
        if (Key !== undefined && LastModified !== undefined) {
          objects.push({ key: Key, modifiedAt: LastModified, bytes: Size })
        }
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

  /** A whole object. */
  async read(bucket: string, key: string, deadlineMs: number): Promise<Uint8Array> {
    const whole = new GetObjectCommand({ Bucket: bucket, Key: key })
    const { Body } = await this.#s3.send(whole, { abortSignal: AbortSignal.timeout(deadlineMs) })
    return (await Body?.transformToByteArray()) ?? new Uint8Array()
  }

  async write(bucket: string, key: string, content: string, deadlineMs: number): Promise<void> {
    const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: content })
    await this.#s3.send(put, { abortSignal: AbortSignal.timeout(deadlineMs) })
  }

  async copy(bucket: string, from: string, to: string, deadlineMs: number): Promise<void> {
    const copy = new CopyObjectCommand({ Bucket: bucket, CopySource: `${bucket}/${encodeURI(from)}`, Key: to })
    await this.#s3.send(copy, { abortSignal: AbortSignal.timeout(deadlineMs) })
  }

  close(): void {
    this.#s3.destroy()
  }
}
