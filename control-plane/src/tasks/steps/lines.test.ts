import { expect, it } from 'vitest'
import { Lines } from './lines.ts'

function linesOf(...chunks: (string | Buffer)[]): string[] {
  const taken: string[] = []
  const lines = new Lines((line) => taken.push(line))
  for (const chunk of chunks) lines.push(Buffer.from(chunk))
  lines.end()
  return taken
}

it('cuts at every kind of end, wherever a chunk ends', () => {
  expect(linesOf('one\ntw', 'o\r', '\nthree\n', '\nfour')).toEqual(['one', 'two', 'three', '', 'four'])
})

it('keeps each state of a progress bar as a line', () => {
  expect(linesOf('10 %\r20 %\r30 %\n')).toEqual(['10 %', '20 %', '30 %'])
})

it('keeps a character whose bytes come apart', () => {
  const euro = Buffer.from('€')
  expect(linesOf(euro.subarray(0, 1), euro.subarray(1))).toEqual(['€'])
})

it('cuts a line that never ends into pieces', () => {
  const taken = linesOf('x'.repeat(9_000), 'y\n')
  expect(taken.map(({ length }) => length)).toEqual([4_000, 4_000, 1_001])
})
