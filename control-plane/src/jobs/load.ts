import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { JobSpec, SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { NotFound, UserError } from '../errors.ts'
import { neededStatements } from './needed.ts'
import { parseSetting } from './settings.ts'
import { splitStatements } from './statements.ts'
import { type TemplateVariables, usedVariables } from './template.ts'
import { canonical, meaningful, tokenize } from './tokenize.ts'

/** Folders of the prelude, in the order they run: each may use what the ones before it defined. */
const PRELUDE_FOLDERS = ['catalog', 'functions', 'sources', 'views', 'sinks'] as const

/** The names of all jobs: the files in `flink/jobs`. */
export function jobNames(root: string): string[] {
  return sqlFiles(join(root, 'flink', 'jobs')).map((file) => basename(file, '.sql'))
}

/** The file of a job. @throws {NotFound} when no job has that name. */
export function jobFile(root: string, name: string): string {
  const known = jobNames(root)
  if (known.includes(name)) return join(root, 'flink', 'jobs', `${name}.sql`)
  throw new NotFound(`no job "${name}" in flink/jobs`, `Use one of: ${known.join(', ') || '(none yet)'}.`)
}

/** The question a job answers. @throws {UserError} when its file does not open with one. */
export function readQuestion(root: string, path: string): string {
  return leadingComment(readFileSync(path, 'utf8'), relative(root, path))
}

/**
 * The desired state that a job file and the prelude describe.
 * @throws {UserError} naming file and line of whatever cannot be a job, before anything is sent anywhere.
 */
export function loadJob(root: string, path: string, variables: TemplateVariables): JobSpec {
  return jobFrom(root, path, readFileSync(path, 'utf8'), variables)
}

/** The same, were `sql` in the file at `path`. @throws {UserError} as `loadJob` does. */
export function jobFrom(root: string, path: string, sql: string, variables: TemplateVariables): JobSpec {
  const file = relative(root, path)
  const statements = splitStatements(sql, file)
  const start = statements.at(-1)
  if (start === undefined || !startsWith(start, 'EXECUTE', 'STATEMENT', 'SET', 'BEGIN')) {
    throw new UserError(
      `${file}:${start?.line ?? 1}: a job ends with EXECUTE STATEMENT SET BEGIN … END;`,
      'Put every INSERT of the job into that one statement set.',
    )
  }
  const settings = Object.fromEntries(statements.slice(0, -1).map(parseSetting))
  const all = [...neededStatements(loadPrelude(root), start), start]
  const question = leadingComment(sql, file)
  return {
    name: basename(path, '.sql'),
    question,
    sql,
    statements: all,
    settings,
    digest: digest(all, settings, variables),
  }
}

function loadPrelude(root: string): SqlStatement[] {
  const files = PRELUDE_FOLDERS.flatMap((folder) => sqlFiles(join(root, 'flink', 'sql', folder)))
  const statements = files.flatMap((path) => splitStatements(readFileSync(path, 'utf8'), relative(root, path)))
  for (const statement of statements) {
    if (startsWith(statement, 'CREATE') || startsWith(statement, 'USE')) continue
    throw new UserError(
      `${statement.file}:${statement.line}: the prelude only defines things (CREATE …, USE …)`,
      'Move what runs or sets something into a file of flink/jobs.',
    )
  }
  return statements
}

function sqlFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
    return names.sort().map((name) => join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function startsWith(statement: SqlStatement, ...words: string[]): boolean {
  const tokens = meaningful(tokenize(statement.text, statement.file))
  return words.every((word, index) => tokens[index]?.text.toUpperCase() === word)
}

function leadingComment(sql: string, file: string): string {
  const lines: string[] = []
  for (const token of tokenize(sql, file)) {
    if (token.kind === 'comment') lines.push(token.text.replace(/^--\s?/, '').trim())
    else if (token.kind !== 'space') break
  }
  const question = lines.join(' ').trim()
  if (question !== '') return question
  throw new UserError(`${file}:1: a job file opens with a comment`, 'Write the question the job answers: -- …?')
}

/**
 * SHA-256 over what decides what runs: the statements without layout and comments, the settings, and the values of
 * the variables they use, secrets left out (a digest is shown in public, and a password changes no result).
 */
function digest(
  statements: readonly SqlStatement[],
  settings: Readonly<Record<string, string>>,
  variables: TemplateVariables,
): string {
  const hash = createHash('sha256')
  const add = (...parts: string[]) => hash.update(JSON.stringify(parts))
  const names = new Set<string>()
  for (const statement of statements) {
    for (const name of usedVariables(statement, variables)) names.add(name)
    add('statement', canonical(statement.text, statement.file))
  }
  for (const name of [...names].sort()) {
    const variable = variables[name]
    if (variable !== undefined && !variable.secret) add('variable', name, variable.value)
  }
  for (const key of Object.keys(settings).sort()) add('setting', key, settings[key] as string)
  return hash.digest('hex')
}
