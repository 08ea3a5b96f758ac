import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { Failure, UserError } from '../errors.ts'

/** Exceptions that say the SQL is wrong, whatever the state of the cluster. */
const MISTAKES =
  /(ValidationException|SqlParser(EOF)?Exception|SqlParseException|CalciteContextException|TableException)$/
/** Wrappers that say only that something went wrong. */
const WRAPPERS = /(SqlGatewayException|SqlExecutionException|CompletionException|ExecutionException)$/

interface Thrown {
  readonly type: string
  readonly message: string
}

/** The exceptions of a Java stack trace, outermost first, without the frames. */
export function exceptionChain(trace: string): Thrown[] {
  const chain: { type: string; lines: string[] }[] = []
  for (const line of trace.split('\n')) {
    if (/^\s+at |^\s+\.\.\. \d+ more|^End of exception|^<Exception on server|^Internal server error/.test(line))
      continue
    const head = /^(?:Caused by: )?((?:[a-z_][\w$]*\.)+[A-Z][\w$]*)(?:: (.*))?$/.exec(line)
    if (head !== null) chain.push({ type: head[1] as string, lines: [head[2] ?? ''] })
    else chain.at(-1)?.lines.push(line)
  }
  return chain.map(({ type, lines }) => ({ type, message: lines.join('\n').trim() }))
}

/**
 * What the gateway said of a statement, with the place in its file instead of the place in what was sent.
 * A wrong statement gives a UserError, a cluster that could not run it a Failure.
 */
export function statementProblem(statement: SqlStatement, trace: string): UserError | Failure {
  const chain = exceptionChain(trace).filter((thrown) => !WRAPPERS.test(thrown.type))
  const reason = summary(chain) || trace.slice(0, 2000)
  const first = /\bline (\d+), column (\d+)/.exec(reason)
  const at = inFile(statement, Number(first?.[1] ?? 1), Number(first?.[2] ?? 1))
  const place = `${statement.file}:${at.line}${first === null ? '' : `:${at.column}`}`
  const text = `${place}: ${withFilePositions(statement, reason)}`
  return chain.some((thrown) => MISTAKES.test(thrown.type))
    ? new UserError(text, 'Correct the file; nothing was started.')
    : new Failure(text, 'The cluster could not run this statement; see the SQL Gateway log under LAKEHOUSE_HOME.')
}

function summary(chain: readonly Thrown[]): string {
  const said: string[] = []
  for (const { type, message } of chain) {
    const text = shorten(message.replace(/^(SQL (validation|parse) failed\. )+/, '')) || type
    if (!said.some((earlier) => earlier.includes(text))) said.push(text)
  }
  return said.join('\n')
}

/** A parser error lists all it would have accepted, up to 200 lines: the first few tell enough. */
function shorten(message: string): string {
  const [head, expected] = message.split(/\nWas expecting one of:\s*/)
  if (expected === undefined) return message
  const tokens = expected.split('\n').map((line) => line.replace('...', '').trim())
  const shown = tokens.filter((token) => token !== '')
  const more = shown.length > 12 ? ', …' : ''
  return `${head}\nExpected one of: ${shown.slice(0, 12).join(', ')}${more}`
}

function withFilePositions(statement: SqlStatement, reason: string): string {
  return reason.replace(/\bline (\d+), column (\d+)/g, (_, line: string, column: string) => {
    const at = inFile(statement, Number(line), Number(column))
    return `line ${at.line}, column ${at.column}`
  })
}

function inFile(statement: SqlStatement, line: number, column: number): { line: number; column: number } {
  return { line: statement.line + line - 1, column: line === 1 ? statement.column + column - 1 : column }
}
