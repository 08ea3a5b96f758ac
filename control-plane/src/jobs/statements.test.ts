import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitStatements } from './statements.ts'

const texts = (sql: string) => splitStatements(sql, 'x.sql').map(({ text }) => text)

describe('splitStatements', () => {
  it('gives each statement with its place, without the closing semicolon', () => {
    const sql = "-- first\nSET 'a' = 'b';\n\n  SELECT 1\n  FROM t ; -- last\n"
    expect(splitStatements(sql, 'x.sql')).toEqual([
      { file: 'x.sql', line: 2, column: 1, text: "SET 'a' = 'b'" },
      { file: 'x.sql', line: 4, column: 3, text: 'SELECT 1\n  FROM t' },
    ])
  })

  it('takes a statement set as one, whatever CASE … END is inside', () => {
    const set =
      'EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN CASE y WHEN 1 THEN 2 END END FROM t; INSERT INTO b SELECT 1; END'
    expect(texts(`${set}; SELECT 1;`)).toEqual([set, 'SELECT 1'])
  })

  it('takes a CASE outside a statement set for what it is', () => {
    expect(texts('SELECT CASE WHEN a THEN 1 END; SELECT 2')).toEqual(['SELECT CASE WHEN a THEN 1 END', 'SELECT 2'])
  })

  it('never splits inside texts, identifiers or comments', () => {
    const quoted = fc.oneof(
      fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
      fc.string().map((text) => `\`${text.replaceAll('`', '``')}\``),
      fc.string().map((text) => `/*${text.replaceAll('*/', '').replace(/^\+/, '')}.*/ x`),
    )
    fc.assert(
      fc.property(fc.array(quoted, { minLength: 1, maxLength: 6 }), (pieces) => {
        const statements = pieces.map((text) => `SELECT ${text}`)
        expect(texts(statements.join(' ;\n'))).toEqual(statements)
      }),
    )
  })

  it('ignores empty statements and files of comments', () => {
    expect(texts(';; -- nothing\n;')).toEqual([])
  })

  it('says where a statement set never ends', () => {
    expect(() => texts('\nEXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;')).toThrowError(
      'x.sql:2: BEGIN without its END',
    )
  })
})
