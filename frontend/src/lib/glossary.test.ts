// @vitest-environment node
import { expect, it } from 'vitest'
import { meaningOf, parseGlossary } from './glossary.ts'

it('reads words and meanings', () => {
  expect(parseGlossary('# Glossary\n- **late event**: an event that came late.\ntext\n')).toEqual(
    new Map([['late event', 'an event that came late.']]),
  )
})

it('refuses a word that nobody explained', () => {
  expect(() => meaningOf('flux')).toThrow('docs/glossary.md does not explain "flux"')
})

it('explains every word the pages ask for', () => {
  const sources = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true })
  const words = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/(?:meaningOf\(|\bterm: |<Term word=)['"]([^'"]+)['"]/g)].map(([, word = '']) => word),
  )
  expect(words.length).toBeGreaterThan(5)
  for (const word of words) expect(meaningOf(word)).toMatch(/\.$/)
})
