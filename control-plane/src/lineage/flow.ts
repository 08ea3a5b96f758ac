import type { LineageEdge, LineageNode } from '@lakehouse/contracts/api/lineage.ts'
import type { JobSpec, SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { meaningful, type Token, tokenize } from '../jobs/tokenize.ts'

/** Nodes and edges; the same node may be there several times. */
export interface Graph {
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
}

/** What a job reads and writes, from its statements: topic → job → table. */
export function flowOfJob(spec: JobSpec): Graph {
  const job = { ...node('job', spec.name, null), about: spec.question, file: `flink/jobs/${spec.name}.sql` }
  const connectors = new Map(spec.statements.flatMap(connectorOf).map((connector) => [connector.name, connector]))
  const topics = [...connectors.values()].flatMap(({ kind, options, file }) =>
    kind === 'kafka' ? [{ ...node('topic', options.get('topic') ?? '', null), file }] : [],
  )
  const tables = insertedNames(spec.statements.at(-1)).map((name) => tableNode(name, connectors.get(name)))
  return {
    nodes: [...topics, job, ...tables],
    edges: [
      ...topics.map((topic) => ({ from: topic.id, to: job.id })),
      ...tables.map((table) => ({ from: job.id, to: table.id })),
    ],
  }
}

/** The id of a table of schema `ride_hailing`. */
export const icebergTableId = (name: string) => `table:${name}`
/** The id of a table of PostgreSQL's database `rides`. */
export const postgresTableId = (name: string) => `table:postgres.${name}`

function node(kind: 'topic' | 'job' | 'table', name: string, layer: string | null): LineageNode {
  return { id: `${kind}:${name}`, kind, name, about: '', file: null, layer, state: null }
}

function tableNode(name: string, connector: Connector | undefined): LineageNode {
  const known: readonly string[] = icebergTableNames
  if (connector === undefined || known.includes(name)) {
    return { ...node('table', name, 'iceberg'), file: `flink/sql/sinks/${name}.sql` }
  }
  const table = connector.options.get('table-name') ?? name
  const plain = table.split('.').at(-1) ?? table
  return { ...node('table', plain, 'postgres'), id: postgresTableId(plain), file: connector.file }
}

interface Connector {
  readonly name: string
  readonly kind: string
  readonly file: string
  readonly options: ReadonlyMap<string, string>
}

/** A CREATE TABLE with its options; none for any other statement. */
function connectorOf({ text, file }: SqlStatement): Connector[] {
  const tokens = meaningful(tokenize(text, file))
  const table = tokens.findIndex((token) => token.text.toUpperCase() === 'TABLE')
  if (tokens[0]?.text.toUpperCase() !== 'CREATE' || table < 0) return []
  const options = new Map<string, string>()
  for (const [index, token] of tokens.entries()) {
    const value = tokens[index + 2]
    if (token.kind === 'string' && tokens[index + 1]?.text === '=' && value?.kind === 'string') {
      options.set(unquoted(token), unquoted(value))
    }
  }
  const kind = options.get('connector')
  return kind === undefined ? [] : [{ name: nameAt(tokens, afterExists(tokens, table + 1)), kind, file, options }]
}

/** The last part of the name after every INSERT INTO. */
function insertedNames(start: SqlStatement | undefined): string[] {
  if (start === undefined) return []
  const tokens = meaningful(tokenize(start.text, start.file))
  const into = tokens.flatMap((token, index) => (token.text.toUpperCase() === 'INTO' ? [index + 1] : []))
  return [...new Set(into.map((index) => nameAt(tokens, index)))]
}

/** Past IF NOT EXISTS. */
function afterExists(tokens: readonly Token[], index: number): number {
  return tokens[index]?.text.toUpperCase() === 'IF' ? index + 3 : index
}

/** The last part of the dotted name that begins here. */
function nameAt(tokens: readonly Token[], index: number): string {
  let last = index
  while (tokens[last + 1]?.text === '.') last += 2
  return (tokens[last]?.text ?? '').replaceAll(/[`"]/g, '')
}

const unquoted = ({ text }: Token) => text.slice(1, -1).replaceAll("''", "'")
