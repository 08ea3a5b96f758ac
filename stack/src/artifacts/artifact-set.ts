import type { LockedFile } from './locked-file.ts'

export interface FetchRequest {
  /** Where the set's files go; made by the fetch. */
  readonly folder: string
  /** A private folder for whatever the tool needs meanwhile; deleted afterwards. */
  readonly scratch: string
  readonly signal: AbortSignal
  /** The tool's output, line by line. */
  readonly onLine: (line: string) => void
}
export type Fetch = (request: FetchRequest) => Promise<void>

/** A folder of files that is fetched or built once, and verified before every use. */
export interface ArtifactSet {
  readonly name: string
  /** Names the exact content; a different key is a different cache entry. */
  readonly key: string
  /** What must come out. A set built on this machine has none: its hashes are recorded when it has been built. */
  readonly files?: readonly LockedFile[]
  /** Shown while it is fetched: "download 43 MB", "build, about 3 minutes". */
  readonly effort: string
  readonly fetch: Fetch
}
