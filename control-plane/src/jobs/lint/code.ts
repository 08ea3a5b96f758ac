import type { SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { meaningful, positionOf, stringValue, type Token, tokenize } from '../tokenize.ts'

/** A meaningful token of a statement, with its place in the file. */
export interface CodeToken extends Token {
  /** The word in capitals, or the symbol as it is; '' for texts, identifiers and hints. */
  readonly word: string
  /** How many parentheses are open before it. */
  readonly depth: number
  readonly file: string
  /** Both from 1, in the file. */
  readonly line: number
  readonly column: number
}

/** What a statement consists of, spaces and comments left out. */
export function codeOf(statement: SqlStatement): CodeToken[] {
  let depth = 0
  return meaningful(tokenize(statement.text, statement.file)).map((token) => {
    if (token.text === ')') depth -= 1
    const { line, column } = positionOf(statement.text, token.offset)
    const plain = token.kind === 'word' || token.kind === 'symbol'
    const code = {
      ...token,
      word: plain ? token.text.toUpperCase() : '',
      depth,
      file: statement.file,
      line: statement.line - 1 + line,
      column: line === 1 ? statement.column - 1 + column : column,
    }
    if (token.text === '(') depth += 1
    return code
  })
}

/** A name as it is compared: without quotes, in small letters. */
export function plainName(token: Token | undefined): string {
  return (token?.text ?? '').replaceAll(/[`"]/g, '').toLowerCase()
}

export function isName(token: CodeToken | undefined): boolean {
  return token?.kind === 'identifier' || (token?.kind === 'word' && !/^\d/.test(token.text))
}

/** The tokens between `open` (the index of a parenthesis) and the one that closes it. */
export function inside(code: readonly CodeToken[], open: number): CodeToken[] {
  const depth = code[open]?.depth ?? 0
  const close = code.findIndex((token, index) => index > open && token.text === ')' && token.depth === depth)
  return code.slice(open + 1, close < 0 ? undefined : close)
}

/** The pieces of `code` between separators at the depth of its first token. */
export function splitBy(code: readonly CodeToken[], separator: string): CodeToken[][] {
  const depth = code[0]?.depth ?? 0
  const pieces: CodeToken[][] = [[]]
  for (const token of code) {
    if (token.word === separator && token.depth === depth) pieces.push([])
    else pieces.at(-1)?.push(token)
  }
  return pieces.filter((piece) => piece.length > 0)
}

/** Whether these words follow each other from `at` on. */
export function follows(code: readonly CodeToken[], at: number, ...words: string[]): boolean {
  return words.every((word, index) => code[at + index]?.word === word)
}

export interface Option {
  readonly key: string
  readonly value: string
  readonly at: CodeToken
}

/** The `'key' = 'value'` pairs of a WITH list or of the OPTIONS in a hint. */
export function optionsIn(code: readonly CodeToken[]): Option[] {
  return code.flatMap((key, index) => {
    const value = code[index + 2]
    if (key.kind !== 'string' || code[index + 1]?.text !== '=' || value?.kind !== 'string') return []
    return [{ key: stringValue(key), value: stringValue(value), at: key }]
  })
}

/** The options in a hint (slash, star, plus), placed at the hint. */
export function hintOptions(hint: CodeToken): Option[] {
  if (!/\bOPTIONS\s*\(/i.test(hint.text)) return []
  const tokens = codeOf({ file: hint.file, line: hint.line, column: hint.column, text: hint.text.slice(3, -2) })
  return optionsIn(tokens).map((option) => ({ ...option, at: { ...option.at, line: hint.line, column: hint.column } }))
}
