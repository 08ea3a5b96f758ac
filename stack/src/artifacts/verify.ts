import { createHash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { LockedFile } from './locked-file.ts'

/** Files read at once, so that the disk works while a block is being hashed. */
const CONCURRENCY = 4
/** Read in blocks: a launcher that once held whole archives would keep their memory for days. */
const BLOCK_BYTES = 1024 * 1024

/** What is wrong with one file; `found` says what is there instead. */
export interface Mismatch {
  readonly path: string
  readonly expected: string
  readonly found: string
}

/** SHA-256 of a file, hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  const block = Buffer.allocUnsafeSlow(BLOCK_BYTES)
  await using file = await open(path)
  for (;;) {
    const { bytesRead } = await file.read(block, 0, BLOCK_BYTES)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(block.subarray(0, bytesRead))
  }
}

/** Every file of `folder` that differs from what is locked: missing, changed or not locked at all. */
export async function verifyFolder(folder: string, files: readonly LockedFile[]): Promise<readonly Mismatch[]> {
  const locked = new Set(files.map((file) => file.path))
  const extra = (await listFiles(folder)).filter((path) => !locked.has(path))
  const mismatches = extra.map((path) => ({ path, expected: 'no such file', found: 'a file' }))
  const queue = [...files]
  const worker = async () => {
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      const mismatch = await verifyFile(folder, file)
      if (mismatch !== undefined) mismatches.push(mismatch)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return mismatches
}

async function verifyFile(folder: string, file: LockedFile): Promise<Mismatch | undefined> {
  const path = join(folder, file.path)
  try {
    const { size } = await stat(path)
    if (size !== file.size) return { path: file.path, expected: `${file.size} bytes`, found: `${size} bytes` }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { path: file.path, expected: `sha256 ${file.sha256}`, found: 'no file' }
    }
    throw error
  }
  const sha256 = await sha256Of(path)
  if (sha256 === file.sha256) return undefined
  return { path: file.path, expected: `sha256 ${file.sha256}`, found: `sha256 ${sha256}` }
}

/** Hash and size of every file in `folder`, sorted by path. */
export async function describeFolder(folder: string): Promise<LockedFile[]> {
  const paths = (await listFiles(folder)).sort()
  return Promise.all(
    paths.map(async (path) => {
      const file = join(folder, path)
      return { path, sha256: await sha256Of(file), size: (await stat(file)).size }
    }),
  )
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}
