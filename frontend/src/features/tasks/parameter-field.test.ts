// @vitest-environment node
import { expect, it } from 'vitest'
import { fieldProblem, initialText, valueIn } from './parameter-field.ts'

it('begins with the default, and gives the value the field means', () => {
  expect(initialText({ type: 'integer', about: '', default: 7 })).toBe('7')
  expect(initialText({ type: 'choice', about: '', choices: ['a', 'b'] })).toBe('a')
  expect(valueIn({ type: 'integer', about: '' }, '7')).toBe(7)
  expect(valueIn({ type: 'flag', about: '' }, 'false')).toBe(false)
  expect(valueIn({ type: 'text', about: '' }, '7')).toBe('7')
})

it.each([
  ['', 'A whole number is needed.'],
  ['1.5', 'A whole number is needed.'],
  ['0', 'At least 1.'],
  ['10', 'At most 9.'],
  ['9', null],
])('says of the integer %j: %s', (text, problem) => {
  expect(fieldProblem({ type: 'integer', about: '', min: 1, max: 9 }, text)).toBe(problem)
})

it('holds text against its pattern, as a whole', () => {
  const spec = { type: 'text', about: '', pattern: '[a-z]+' } as const
  expect([fieldProblem(spec, 'all'), fieldProblem(spec, 'all;')]).toEqual([null, 'Must match [a-z]+.'])
})
