import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** SHA-256 of each file by its path in the folder. */
export type FolderHashes = Readonly<Record<string, string>>

/** What administrators add their own certificates to; dbt here talks to loopback only. */
const CERTIFICATES = 'cacert.pem'

/** The hashes of all files in `folder`, but for what Python compiles from them while it runs, and for certificates. */
export function hashFolder(folder: string): FolderHashes {
  const hashes: Record<string, string> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.pyc') || entry.name === CERTIFICATES) continue
    const file = join(entry.parentPath, entry.name)
    hashes[relative(folder, file)] = createHash('sha256').update(readFileSync(file)).digest('hex')
  }
  return hashes
}

/** Paths that were added, removed or changed between two listings, sorted. */
export function differences(before: FolderHashes, after: FolderHashes): string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...paths].filter((path) => before[path] !== after[path]).sort()
}
