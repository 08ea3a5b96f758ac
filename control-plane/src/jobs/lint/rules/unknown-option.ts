import { hintOptions, type Option } from '../code.ts'
import { type KnownKeys, nearest, optionKeys } from '../option-keys.ts'
import type { Found, Rule } from '../rule.ts'
import { allCode, type Table } from '../script.ts'

/** Flink ignores a setting that it does not know, and Iceberg a property: what was meant simply does not happen. */
export const unknownOption: Rule = {
  name: 'unknown-option',
  severity: 'error',
  *check(script): Iterable<Found> {
    const keys = optionKeys()
    yield* unknown(script.settings, keys.setting, 'a setting of Flink')
    for (const table of script.tables) {
      const of = keysOf(table, keys)
      if (of !== null) yield* unknown(table.options, of.knows, of.what)
    }
    for (const { options } of script.catalogs) {
      if (options.some(({ key, value }) => key === 'type' && value === 'iceberg'))
        yield* unknown(options, keys.icebergCatalog, 'a property of an Iceberg catalog')
    }
    const hints = allCode(script).filter(({ kind }) => kind === 'hint')
    yield* unknown(hints.flatMap(hintOptions), keys.hint, 'an option of any table here')
  },
}

function keysOf(table: Table, keys: KnownKeys): { knows: ReadonlySet<string>; what: string } | null {
  const connector = table.options.find(({ key }) => key === 'connector')?.value
  if (connector === undefined) return { knows: keys.icebergTable, what: 'a property of an Iceberg table' }
  const knows = keys.connector(connector)
  // The gateway itself refuses a connector that it does not have.
  return knows === null ? null : { knows, what: `an option of the ${connector} connector` }
}

function* unknown(options: readonly Option[], known: ReadonlySet<string>, what: string): Iterable<Found> {
  const prefixes = [...known].filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1))
  for (const { key, at } of options) {
    if (known.has(key) || prefixes.some((prefix) => key.startsWith(prefix) && key.length > prefix.length)) continue
    const near = nearest(key, known)
    yield {
      at,
      message: `'${key}' is not ${what}: it would be refused or, worse, ignored without a word`,
      instead: near === null ? 'leave it out, or look its name up in flink/option-keys/keys.json' : `'${near}'`,
    }
  }
}
