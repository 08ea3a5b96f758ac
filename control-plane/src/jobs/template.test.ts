// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is the syntax under test
import { describe, expect, it } from 'vitest'
import { UserError } from '../errors.ts'
import { render, usedVariables } from './template.ts'

const variables = {
  HOST: { value: "it's", secret: false },
  KEY: { value: 's3cr3t$&', secret: true },
}
const statement = (text: string) => ({ file: 'flink/sql/a.sql', line: 5, column: 1, text })

describe('render', () => {
  it('replaces variables inside texts and doubles their quotes', () => {
    expect(render(statement("WITH ('a' = 'x-${HOST}-${KEY}')"), variables)).toBe("WITH ('a' = 'x-it''s-s3cr3t$&')")
  })

  it('leaves comments and identifiers alone', () => {
    const text = '-- ${NOPE}\nSELECT `${HOST}`'
    expect(render(statement(text), variables)).toBe(text)
  })

  it.each(['toString', 'NOPE', ''])('refuses the unknown variable %j with file and line', (name) => {
    const bad = statement(`SELECT 1,\n  '\${${name}}'`)
    expect(() => render(bad, variables)).toThrowError(UserError)
    expect(() => render(bad, variables)).toThrowError('flink/sql/a.sql:6: unknown template variable')
  })
})

describe('usedVariables', () => {
  it('names each once', () => {
    expect(usedVariables(statement("'${KEY}' '${HOST}${KEY}'"), variables)).toEqual(['HOST', 'KEY'])
  })

  it('refuses a variable outside quotes', () => {
    expect(() => usedVariables(statement('SELECT\n${HOST}'), variables)).toThrowError('flink/sql/a.sql:6')
  })
})
