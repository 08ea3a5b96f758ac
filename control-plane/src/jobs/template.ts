import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { UserError } from '../errors.ts'
import { positionOf, type Token, tokenize } from './tokenize.ts'

/** What `${NAME}` stands for in Flink SQL. Only values that are no secret may leave this process. */
export interface TemplateVariables {
  readonly [name: string]: { readonly value: string; readonly secret: boolean }
}

const PLACEHOLDER = /\$\{([^}]*)\}/g

/**
 * The statement with every `${NAME}` inside a 'text' replaced, quotes in the value doubled.
 * @throws {UserError} naming file and line of an unknown variable, or of one outside quotes.
 */
export function render(statement: SqlStatement, variables: TemplateVariables): string {
  return tokenize(statement.text, statement.file)
    .map((token) =>
      token.kind === 'string'
        ? token.text.replace(PLACEHOLDER, (_, name: string) =>
            resolve(name, variables, statement, token).replaceAll("'", "''"),
          )
        : token.text,
    )
    .join('')
}

/**
 * The names of the variables a statement uses.
 * @throws {UserError} as `render` does.
 */
export function usedVariables(statement: SqlStatement, variables: TemplateVariables): string[] {
  const names = new Set<string>()
  const tokens = tokenize(statement.text, statement.file)
  for (const [index, token] of tokens.entries()) {
    if (token.text.endsWith('$') && token.kind === 'word' && tokens[index + 1]?.text === '{')
      throw outsideQuotes(statement, token)
    if (token.kind !== 'string') continue
    for (const [, name] of token.text.matchAll(PLACEHOLDER)) {
      resolve(name as string, variables, statement, token)
      names.add(name as string)
    }
  }
  return [...names].sort()
}

function resolve(name: string, variables: TemplateVariables, statement: SqlStatement, token: Token): string {
  const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (variable !== undefined) return variable.value
  throw new UserError(
    `${place(statement, token)}: unknown template variable \${${name}}`,
    `Use one of ${Object.keys(variables).sort().join(', ')}.`,
  )
}

function outsideQuotes(statement: SqlStatement, token: Token): UserError {
  return new UserError(
    `${place(statement, token)}: a template variable outside a 'text'`,
    'Template variables are replaced inside single quotes only.',
  )
}

function place(statement: SqlStatement, token: Token): string {
  return `${statement.file}:${statement.line - 1 + positionOf(statement.text, token.offset).line}`
}
