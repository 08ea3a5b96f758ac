/** What a task of a Flink SQL job does, read from the name that the planner gives it. */
export interface NamedTask {
  readonly label: string
  readonly kind: 'source' | 'operator' | 'sink'
  readonly tables: readonly string[]
}

/** The operators that say most about a task, most telling first. */
const TELLING: readonly (readonly [RegExp, string])[] = [
  [/\bIntervalJoin\b/, 'Interval join'],
  [/\bTemporalJoin\b/, 'Temporal join'],
  [/\bWindowJoin\b/, 'Window join'],
  [/\bJoin\b/, 'Join'],
  [/\bGlobalWindowAggregate\b|\bWindowAggregate\b/, 'Window aggregate'],
  [/\bDeduplicate\b/, 'First or last per key'],
  [/\bLocalWindowAggregate\b/, 'Window pre-aggregate'],
  [/\bOverAggregate\b/, 'Over window'],
  [/\bRank\b/, 'Newest per key'],
  [/\bGlobalGroupAggregate\b|\bGroupAggregate\b/, 'Group aggregate'],
  [/\bLocalGroupAggregate\b/, 'Group pre-aggregate'],
  [/\bChangelogNormalize\b/, 'Changelog normalize'],
]

/** https://github.com/apache/iceberg: the V1 sink's writer and committer, and the V2 sink's, name the table they write. */
const ICEBERG_TABLE = /IcebergSink ([\w.]+)/g
const OTHER_SINK = /\bSink: ([\w.]+)/g

export function namedTask(name: string): NamedTask {
  const tables = [...name.matchAll(ICEBERG_TABLE), ...name.matchAll(OTHER_SINK)].map(([, table]) =>
    ownName(table ?? ''),
  )
  const source = /^Source: ([\w.]+)/.exec(name)?.[1]
  if (source !== undefined) return { label: ownName(source), kind: 'source', tables }
  if (/^(IcebergFilesCommitter|IcebergSink|Sink:)/.test(name))
    return { label: `Commit to ${tables.join(', ')}`, kind: 'sink', tables }
  if (name.startsWith('IcebergStreamWriter')) return { label: 'Iceberg writer', kind: 'operator', tables }
  const telling = TELLING.find(([pattern]) => pattern.test(name))?.[1]
  return { label: telling ?? (/^\w+/.exec(name)?.[0] || name.slice(0, 40)), kind: 'operator', tables }
}

/** The last part of a dotted name. */
function ownName(name: string): string {
  return name.split('.').at(-1) ?? name
}
