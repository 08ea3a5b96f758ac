import { UserError } from '../errors.ts'

/**
 * Lexical structure of Flink SQL: just enough to tell code from text.
 * Source: Apache Calcite's parser, which Flink's is generated from: 'text' and `identifier` double their own
 * quote, comments are `--`, `//` (to the end of the line) and block comments that do not nest, and a block
 * comment opening with a plus sign is a hint, which is code.
 */
export type TokenKind = 'space' | 'comment' | 'hint' | 'string' | 'identifier' | 'word' | 'symbol'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly offset: number
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /(?:--|\/\/)[^\n]*/y],
  ['hint', /\/\*\+[\s\S]*?\*\//y],
  ['comment', /\/\*(?!\+)[\s\S]*?\*\//y],
  ['string', /'(?:[^']|'')*'/y],
  ['identifier', /`(?:[^`]|``)*`/y],
  ['identifier', /"(?:[^"]|"")*"/y],
  ['word', /[\p{L}\p{N}_$]+/uy],
]

const UNTERMINATED: Readonly<Record<string, string>> = {
  "'": "a text that opens with ' never closes",
  '`': 'an identifier that opens with ` never closes',
  '"': 'an identifier that opens with " never closes',
  '/*': 'a comment that opens with /* never closes',
}

/** Where an offset is, both from 1. */
export function positionOf(sql: string, offset: number): { line: number; column: number } {
  const before = sql.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/**
 * Every character of `sql`, in order, in exactly one token.
 * @throws {UserError} naming file and line of a quote or comment that never closes.
 */
export function tokenize(sql: string, file: string): Token[] {
  const tokens: Token[] = []
  for (let offset = 0; offset < sql.length; ) {
    const token = readToken(sql, offset)
    const problem = token.kind === 'symbol' ? UNTERMINATED[opener(sql, offset)] : undefined
    if (problem !== undefined) {
      const { line, column } = positionOf(sql, offset)
      throw new UserError(`${file}:${line}:${column}: ${problem}`, 'Close it, then run the same command again.')
    }
    tokens.push(token)
    offset += token.text.length
  }
  return tokens
}

function readToken(sql: string, offset: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = offset
    const text = pattern.exec(sql)?.[0]
    if (text !== undefined) return { kind, text, offset }
  }
  return { kind: 'symbol', text: String.fromCodePoint(sql.codePointAt(offset) as number), offset }
}

function opener(sql: string, offset: number): string {
  return sql.startsWith('/*', offset) ? '/*' : (sql[offset] as string)
}

/** Tokens that mean something: no spaces, no comments. */
export function meaningful(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => token.kind !== 'space' && token.kind !== 'comment')
}

/** The same statement however it is laid out or commented: equal canonical texts run the same. */
export function canonical(sql: string, file: string): string {
  return meaningful(tokenize(sql, file))
    .map((token) => token.text)
    .join(' ')
}

/** The content of a 'text' token, its doubled quotes undone. */
export function stringValue(token: Token): string {
  return token.text.slice(1, -1).replaceAll("''", "'")
}
