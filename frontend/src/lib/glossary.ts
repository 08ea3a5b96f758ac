import glossaryText from '../../../docs/glossary.md?raw'

/** The words of docs/glossary.md and their one-sentence meanings. */
export function parseGlossary(markdown: string): ReadonlyMap<string, string> {
  return new Map(
    [...markdown.matchAll(/^- \*\*(.+?)\*\*: (.+)$/gm)].map(([, word = '', meaning = '']) => [word, meaning]),
  )
}

const glossary = parseGlossary(glossaryText)

/**
 * What a word of ours means.
 * @throws {Error} when docs/glossary.md does not explain it.
 */
export function meaningOf(word: string): string {
  const meaning = glossary.get(word)
  if (meaning === undefined) throw new Error(`docs/glossary.md does not explain "${word}": add "- **${word}**: …"`)
  return meaning
}
