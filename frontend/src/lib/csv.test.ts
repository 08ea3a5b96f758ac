// @vitest-environment node
import { expect, it } from 'vitest'
import { toCsv } from './csv.ts'

it('quotes what needs it and leaves nothing where there is nothing', () => {
  expect(
    toCsv(
      ['a', 'b,c'],
      [
        ['1', 'say "hi"'],
        [null, 'two\nlines'],
      ],
    ),
  ).toBe('a,"b,c"\r\n1,"say ""hi"""\r\n,"two\nlines"')
})

it('keeps negative numbers and disarms formulas', () => {
  expect(toCsv(['x'], [['-1.5'], ['=HYPERLINK("x")'], ['@now'], ['-cmd']])).toBe(
    'x\r\n-1.5\r\n"\'=HYPERLINK(""x"")"\r\n\'@now\r\n\'-cmd',
  )
})
