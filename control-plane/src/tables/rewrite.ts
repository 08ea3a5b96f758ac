import type { CountedFiles } from './files.ts'
import type { TablePolicy } from './policy.ts'

/** What a rewrite would read and replace. */
export interface Rewrite {
  /** Data files smaller than this are rewritten, and those with deletes against them. */
  readonly belowBytes: number
  readonly dataFiles: number
  readonly deleteFiles: number
  readonly bytes: number
}

/**
 * Which files a rewrite would take. Where deletes wait, every data file of the partition has to be read, for an
 * equality delete may be about any of them; elsewhere only small files, where there are at least two to merge.
 */
export function planRewrite(parts: readonly CountedFiles[], { optimize }: TablePolicy, rewritesSoFar: number): Rewrite {
  const deletes = parts.filter(({ content }) => content !== 'data')
  const withDeletes = new Set(deletes.map(place))
  const mergeAll = deletes.length > 0 || (rewritesSoFar + 1) % optimize.merge_every === 0
  let dataFiles = 0
  let bytes = deletes.reduce((sum, part) => sum + part.bytes, 0)
  for (const part of parts) {
    if (part.content !== 'data') continue
    if (mergeAll ? withDeletes.has(place(part)) || part.files > 1 : part.small_files > 1) {
      dataFiles += mergeAll ? part.files : part.small_files
      bytes += mergeAll ? part.bytes : part.small_file_bytes
    }
  }
  return {
    belowBytes: mergeAll ? optimize.full_file_bytes : optimize.small_file_bytes,
    dataFiles,
    deleteFiles: deletes.reduce((sum, { files }) => sum + files, 0),
    bytes,
  }
}

const place = ({ spec_id, partition }: Pick<CountedFiles, 'spec_id' | 'partition'>) => `${spec_id} ${partition}`

/**
 * The first day, as milliseconds since 1970, in whose partitions there is something to rewrite: null when the layout
 * is not by time, or when there is something in the oldest partition too.
 */
export function firstDayToRewrite(parts: readonly CountedFiles[], timeField: string | undefined): number | null {
  if (timeField === undefined) return null
  const days = parts.map((part) => ({ part, day: dayOf(part.partition, timeField) }))
  if (days.some(({ day }) => day === null)) return null
  const known = days.flatMap(({ part, day }) => (day === null ? [] : [{ part, day }]))
  const oldest = Math.min(...known.map(({ day }) => day))
  const needed = known.filter(({ part }) => part.content !== 'data' || part.small_files > 1)
  if (needed.length === 0) return null
  const first = Math.min(...needed.map(({ day }) => day))
  return first > oldest ? first : null
}

/** The UTC day that a partition of `day(…)` or `hour(…)` lies in. */
function dayOf(partition: string, field: string): number | null {
  if (partition === '') return null
  const value: unknown = JSON.parse(partition)[field]
  if (typeof value === 'string') {
    const parsed = Date.parse(`${value}T00:00:00Z`)
    return Number.isNaN(parsed) ? null : parsed
  }
  // Iceberg counts hours since 1970.
  return typeof value === 'number' ? Math.floor(value / 24) * 86_400_000 : null
}
