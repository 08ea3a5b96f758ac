import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../errors.ts'

type Env = Readonly<Record<string, string | undefined>>

const count = z.int().min(1)
const optimize = z.strictObject({
  /** Rewrite files together with their deletes at this many delete files. */
  delete_files: count,
  /** Merge small files at this many files written since the last rewrite … */
  new_files: count,
  /** … where small is smaller than this. */
  small_file_bytes: count,
  /** Every so many rewrites the merged files are merged in turn … */
  merge_every: count,
  /** … when they are smaller than this. */
  full_file_bytes: count,
})
const tablePolicy = z.strictObject({
  /** After an action that took T seconds of CPU, the same action on that table rests for at least T times this. */
  rest_factor: z.number().min(1),
  optimize,
  optimize_manifests: z.strictObject({ manifests: z.int().min(2) }),
  expire_snapshots: z.strictObject({
    /** How far back time travel reaches. */
    retention_seconds: z.int().min(600),
    snapshots_past_retention: count,
  }),
  remove_orphan_files: z.strictObject({
    every_seconds: z.int().min(3600),
    /** Younger files may belong to a commit under way. */
    retention_seconds: z.int().min(3600),
  }),
})
const overrides = z.strictObject({
  rest_factor: tablePolicy.shape.rest_factor.optional(),
  optimize: optimize.partial().optional(),
  optimize_manifests: tablePolicy.shape.optimize_manifests.partial().optional(),
  expire_snapshots: tablePolicy.shape.expire_snapshots.partial().optional(),
  remove_orphan_files: tablePolicy.shape.remove_orphan_files.partial().optional(),
})
const policyFile = z.strictObject({
  /** How often upkeep looks at the tables. */
  every_seconds: z.int().min(1),
  /** The part of the time that upkeep may be busy, all tables together; for the rest of it the machine is the jobs'. */
  busy_share: z.number().gt(0).max(1),
  defaults: tablePolicy,
  tables: z.record(z.string(), overrides),
})

/** When which maintenance is taken on one table. */
export type TablePolicy = z.infer<typeof tablePolicy>
export type UpkeepPolicy = z.infer<typeof policyFile> & {
  /** Whether upkeep acts by itself; otherwise only when it is asked to. */
  readonly automatic: boolean
}

/**
 * `trino/maintenance/policy.json`; it is carried out by itself unless `LAKEHOUSE_UPKEEP` is `off`.
 * @throws {UserError} naming what in it is no policy.
 */
export function readPolicy(root: string, { LAKEHOUSE_UPKEEP = 'on' }: Env = {}): UpkeepPolicy {
  if (LAKEHOUSE_UPKEEP !== 'on' && LAKEHOUSE_UPKEEP !== 'off')
    throw new UserError(`LAKEHOUSE_UPKEEP is "${LAKEHOUSE_UPKEEP}"`, 'Set it to "on" or "off".')
  const path = join(root, 'trino', 'maintenance', 'policy.json')
  const parsed = policyFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return { ...parsed.data, automatic: LAKEHOUSE_UPKEEP === 'on' }
  const problems = parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`)
  throw new UserError(`trino/maintenance/policy.json: ${problems.join('; ')}`, 'Correct the file.')
}

/** The defaults with what the file says of this table alone. */
export function policyFor({ defaults, tables }: UpkeepPolicy, table: string): TablePolicy {
  const own = tables[table]
  if (own === undefined) return defaults
  return {
    rest_factor: own.rest_factor ?? defaults.rest_factor,
    optimize: { ...defaults.optimize, ...given(own.optimize) },
    optimize_manifests: { ...defaults.optimize_manifests, ...given(own.optimize_manifests) },
    expire_snapshots: { ...defaults.expire_snapshots, ...given(own.expire_snapshots) },
    remove_orphan_files: { ...defaults.remove_orphan_files, ...given(own.remove_orphan_files) },
  }
}

function given<T extends object>(part: T | undefined): { [K in keyof T]-?: Exclude<T[K], undefined> } {
  const entries = Object.entries(part ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]-?: Exclude<T[K], undefined> }
}

/** A policy in sentences, for people. */
export function policyInWords(policy: TablePolicy, automatic: boolean): string[] {
  const { optimize: files, optimize_manifests, expire_snapshots, remove_orphan_files } = policy
  return [
    ...(automatic ? [] : ['Nothing of this happens by itself: the stack was started with LAKEHOUSE_UPKEEP=off.']),
    `Rewrite files with their deletes at ${files.delete_files} delete files.`,
    `Merge files below ${mebibytes(files.small_file_bytes)} at ${files.new_files} new files; at every ${files.merge_every}th time those below ${mebibytes(files.full_file_bytes)}.`,
    `Rewrite manifests at ${optimize_manifests.manifests} manifests.`,
    `Keep snapshots for ${duration(expire_snapshots.retention_seconds)}; expire at ${expire_snapshots.snapshots_past_retention} older ones.`,
    `Look for orphan files every ${duration(remove_orphan_files.every_seconds)}; only those older than ${duration(remove_orphan_files.retention_seconds)} go.`,
    `After an action the same one rests ${policy.rest_factor} times as long as it kept a core busy.`,
  ]
}

/** `8 MiB` */
function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`
}

/** `90 s`, `10 min`, `1 h` of seconds. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7200 && seconds % 3600 !== 0) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 360) / 10} h`
}
