import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JobSpec, SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { splitStatements } from '../statements.ts'
import { type CodeToken, codeOf, follows, inside, isName, type Option, optionsIn, plainName, splitBy } from './code.ts'
import { hiddenPartitioning, type Partitioning } from './hidden-partitioning.ts'
import { onlySource, onlySubquery, outputNames, type Select, selectsIn } from './select.ts'

export interface Table {
  /** Its own name, without catalog and database. */
  readonly name: string
  readonly at: CodeToken
  readonly columns: readonly string[]
  readonly primaryKey: readonly string[]
  readonly partitionedBy: readonly CodeToken[]
  /** The word WATERMARK; undefined without one. */
  readonly watermark: CodeToken | undefined
  readonly options: readonly Option[]
}

export interface View {
  readonly name: string
  readonly code: readonly CodeToken[]
  readonly selects: readonly Select[]
}

export interface Insert {
  readonly at: CodeToken
  readonly target: string
  /** The columns it names, or null when it names none. */
  readonly columns: readonly string[] | null
  readonly code: readonly CodeToken[]
  readonly selects: readonly Select[]
}

/** What the rules look at: everything that one job defines, sets and starts. */
export interface Script {
  readonly tables: readonly Table[]
  readonly catalogs: readonly { readonly at: CodeToken; readonly options: readonly Option[] }[]
  readonly views: readonly View[]
  readonly inserts: readonly Insert[]
  readonly settings: readonly Option[]
  readonly start: CodeToken | undefined
  /** The whole of a file, for the comments in it. */
  readonly textOf: (file: string) => string
  readonly partitioningOf: (table: string) => Partitioning | null
}

/** A job as the rules see it; `sql` is the text of its own file, which need not be on disk. */
export function jobScript(root: string, spec: JobSpec, sql: string): Script {
  const own = spec.statements.at(-1)?.file ?? ''
  const settings = splitStatements(sql, own).filter((statement) => /^SET\b/i.test(statement.text))
  const textOf = (file: string) => (file === own ? sql : readFileSync(join(root, file), 'utf8'))
  return readScript([...settings, ...spec.statements], textOf, (table) => hiddenPartitioning(root, table))
}

export function readScript(
  statements: readonly SqlStatement[],
  textOf: Script['textOf'],
  partitioningOf: Script['partitioningOf'],
): Script {
  const script = {
    tables: [] as Table[],
    catalogs: [] as { at: CodeToken; options: Option[] }[],
    views: [] as View[],
    inserts: [] as Insert[],
    settings: [] as Option[],
    start: undefined as CodeToken | undefined,
    textOf,
    partitioningOf,
  }
  for (const code of statements.map(codeOf)) {
    const create = code[0]?.word === 'CREATE'
    const what = code.findIndex(({ word }) => ['TABLE', 'VIEW', 'CATALOG', 'FUNCTION', 'DATABASE'].includes(word))
    const kind = code[what]?.word
    if (code[0]?.word === 'SET') script.settings.push(...optionsIn(code))
    else if (create && kind === 'TABLE') script.tables.push(readTable(code, what))
    else if (create && kind === 'VIEW') script.views.push(readView(code, what))
    else if (create && kind === 'CATALOG')
      script.catalogs.push({ at: code[0] as CodeToken, options: withOptions(code) })
    else if (code.some(({ word }) => word === 'INSERT')) {
      script.start = code[0]
      for (const piece of splitBy(code, ';')) script.inserts.push(...readInsert(piece))
    }
  }
  return script
}

/** The last part of the name that begins at `at`, and where it ends. */
function readName(code: readonly CodeToken[], at: number): { name: string; end: number } {
  let last = at
  while (code[last + 1]?.text === '.') last += 2
  return { name: plainName(code[last]), end: last + 1 }
}

function afterIfNotExists(code: readonly CodeToken[], at: number): number {
  return follows(code, at, 'IF', 'NOT', 'EXISTS') ? at + 3 : at
}

function readTable(code: readonly CodeToken[], what: number): Table {
  const { name, end } = readName(code, afterIfNotExists(code, what + 1))
  const parts = code[end]?.text === '(' ? splitBy(inside(code, end), ',') : []
  const key = parts.find((part) => part.some((_, index) => follows(part, index, 'PRIMARY', 'KEY')))
  const keyAt = key?.findIndex((token, index) => token.text === '(' && key[index - 1]?.word === 'KEY') ?? -1
  const partitioned = code.findIndex((_, index) => follows(code, index, 'PARTITIONED', 'BY'))
  const isColumn = (part: readonly CodeToken[]) =>
    isName(part[0]) && !['PRIMARY', 'CONSTRAINT', 'WATERMARK', 'UNIQUE'].includes(part[0]?.word ?? '')
  // A column may say PRIMARY KEY itself.
  const keyColumns = keyAt < 0 ? (key === undefined ? [] : [plainName(key[0])]) : namesIn(inside(key ?? [], keyAt))
  return {
    name,
    at: code[0] as CodeToken,
    columns: parts.filter(isColumn).map((part) => plainName(part[0])),
    primaryKey: keyColumns,
    partitionedBy: partitioned < 0 ? [] : inside(code, partitioned + 2).filter(isName),
    watermark: parts.find((part) => follows(part, 0, 'WATERMARK', 'FOR'))?.[0],
    options: withOptions(code),
  }
}

function namesIn(code: readonly CodeToken[]): string[] {
  return code.filter(isName).map(plainName)
}

function withOptions(code: readonly CodeToken[]): Option[] {
  const at = code.findIndex((token, index) => token.word === 'WITH' && code[index + 1]?.text === '(')
  return at < 0 ? [] : optionsIn(inside(code, at + 1))
}

function readView(code: readonly CodeToken[], what: number): View {
  return { name: readName(code, afterIfNotExists(code, what + 1)).name, code, selects: selectsIn(code) }
}

function readInsert(code: readonly CodeToken[]): Insert[] {
  const at = code.findIndex(
    (_, index) => follows(code, index, 'INSERT', 'INTO') || follows(code, index, 'INSERT', 'OVERWRITE'),
  )
  if (at < 0) return []
  const { name, end } = readName(code, at + 2)
  let next = end
  while (code[next]?.kind === 'hint') next += 1
  if (code[next]?.word === 'PARTITION') next += inside(code, next + 1).length + 3
  const list = code[next]?.text === '(' ? inside(code, next) : []
  const columns = list.length > 0 && !list.some(({ word }) => word === 'SELECT') ? namesIn(list) : null
  return [{ at: code[at] as CodeToken, target: name, columns, code: code.slice(at), selects: selectsIn(code) }]
}

/** The views that `code` mentions, and those that they mention, and so on. */
export function viewsBehind(script: Script, code: readonly CodeToken[]): ReadonlySet<View> {
  const found = new Set<View>()
  const look = (tokens: readonly CodeToken[]) => {
    const names = new Set(tokens.filter(isName).map(plainName))
    for (const view of script.views) {
      if (!names.has(view.name) || found.has(view)) continue
      found.add(view)
      look(view.code)
    }
  }
  look(code)
  return found
}

/** Every SELECT of the job, those of its views included. */
export function allSelects(script: Script): Select[] {
  return [...script.views, ...script.inserts].flatMap(({ selects }) => selects)
}

/** Every token of the job's own queries, for hints. */
export function allCode(script: Script): CodeToken[] {
  return [...script.views, ...script.inserts].flatMap(({ code }) => code)
}

/** The names a SELECT gives, `*` resolved through views and tables; null where they cannot be told. */
export function resolvedOutput(script: Script, select: Select, depth = 0): (string | null)[] | null {
  const names = outputNames(select)
  if (!names.includes('*')) return names
  // A view that reads itself is refused by the gateway; here it must only not go on for ever.
  if (depth > 50) return null
  const nested = onlySubquery(select)
  const source = onlySource(select)
  const view = script.views.find(({ name }) => name === source)
  const table = script.tables.find(({ name }) => name === source)
  const below = nested ?? view?.selects[0]
  const all: readonly (string | null)[] | null =
    below !== undefined ? resolvedOutput(script, below, depth + 1) : (table?.columns ?? null)
  return all === null ? null : names.flatMap((name) => (name === '*' ? [...all] : [name]))
}
