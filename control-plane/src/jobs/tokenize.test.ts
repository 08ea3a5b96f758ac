// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is the syntax under test
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../errors.ts'
import { canonical, meaningful, positionOf, tokenize } from './tokenize.ts'

/** Pieces that are each one closed lexical unit, whatever stands beside them. */
const piece = fc.oneof(
  fc.constantFrom(' ', '\n', '\t', ';', '(', ')', ',', '=', '*', '+', '.', 'SELECT', 'a_1', '42', '${X}', 'é'),
  fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
  fc.string().map((text) => `\`${text.replaceAll('`', '``')}\``),
  fc.string().map((text) => `"${text.replaceAll('"', '""')}"`),
  fc.string().map((text) => `-- ${text.replaceAll('\n', ' ')}\n`),
  fc.string().map((text) => `/* ${text.replaceAll('*/', '')} */`),
)

describe('tokenize', () => {
  it('loses and adds no character', () => {
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const sql = pieces.join(' ')
        const tokens = tokenize(sql, 'x.sql')
        expect(tokens.map((token) => token.text).join('')).toBe(sql)
        for (const token of tokens) expect(sql.startsWith(token.text, token.offset)).toBe(true)
      }),
    )
  })

  it('keeps every text, identifier and comment whole', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const tokens = new Set(tokenize(pieces.join(' '), 'x.sql').map((token) => token.text))
        for (const whole of pieces.filter((text) => /^['`"]|^\/\*/.test(text))) expect(tokens).toContain(whole)
      }),
    )
  })

  it('tells code from text', () => {
    const kinds = (sql: string) => tokenize(sql, 'x.sql').map(({ kind }) => kind)
    expect(kinds("'it''s -- /* no'")).toEqual(['string'])
    expect(kinds('-- a;b\n')).toEqual(['comment', 'space'])
    expect(kinds('// a;b')).toEqual(['comment'])
    expect(kinds('/* a -- */')).toEqual(['comment'])
    expect(kinds("/*+ OPTIONS('a'='b') */")).toEqual(['hint'])
    expect(kinds('`a``;b`')).toEqual(['identifier'])
  })

  it.each([
    ["SELECT\n 'open", 'x.sql:2:2'],
    ['SELECT `open', 'x.sql:1:8'],
    ['a\n\n/* open', 'x.sql:3:1'],
  ])('says where %j never closes', (sql, place) => {
    expect(() => tokenize(sql, 'x.sql')).toThrowError(UserError)
    expect(() => tokenize(sql, 'x.sql')).toThrowError(place)
  })
})

describe('canonical', () => {
  it('ignores layout and comments, not text or hints', () => {
    expect(canonical('SELECT  a -- why\nFROM t', 'x')).toBe(canonical('SELECT a\n\n/* x */ FROM t', 'x'))
    expect(canonical("SELECT 'a  b'", 'x')).not.toBe(canonical("SELECT 'a b'", 'x'))
    expect(canonical("SELECT a FROM t /*+ OPTIONS('a'='1') */", 'x')).not.toBe(canonical('SELECT a FROM t', 'x'))
  })

  it('does not change by being read twice', () => {
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const once = canonical(pieces.join(' '), 'x')
        expect(canonical(once, 'x')).toBe(once)
      }),
    )
  })
})

it('counts lines and columns from 1', () => {
  expect(positionOf('ab\ncd', 0)).toEqual({ line: 1, column: 1 })
  expect(positionOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 })
})

it('leaves out what means nothing', () => {
  expect(meaningful(tokenize('a /* b */ -- c', 'x')).map(({ text }) => text)).toEqual(['a'])
})
