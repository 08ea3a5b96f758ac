import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** One file of an artifact set: its path inside the set, its content's hash and its size in bytes. */
const lockedFile = z.object({
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().nonnegative(),
})
export type LockedFile = z.infer<typeof lockedFile>

const lock = z.record(z.string(), z.array(lockedFile).min(1))
export type ArtifactLock = z.infer<typeof lock>

/**
 * The lock: every file of every downloaded set.
 * @throws {Error} when the file is missing or not a lock.
 */
export function readLock(file: string): ArtifactLock {
  return lock.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Short name of a set's exact content; equal locks share one cache entry, different ones never meet. */
export function contentKey(files: readonly LockedFile[]): string {
  return shortHash(
    files
      .map(({ path, sha256 }) => `${sha256}  ${path}`)
      .sort()
      .join('\n'),
  )
}

/** The first 16 hexadecimal digits of a text's SHA-256. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
