import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { z } from 'zod'

const keyFile = z.object({
  /** The jars that were asked. */
  jars: z.array(z.string()),
  settings: z.array(z.string()),
  connectors: z.record(z.string(), z.array(z.string())),
  formats: z.record(z.string(), z.array(z.string())),
  icebergTable: z.array(z.string()),
  icebergCatalog: z.array(z.string()),
})

export interface KnownKeys {
  readonly jars: readonly string[]
  readonly setting: ReadonlySet<string>
  readonly icebergTable: ReadonlySet<string>
  readonly icebergCatalog: ReadonlySet<string>
  /** What an OPTIONS hint may say, to whichever table. */
  readonly hint: ReadonlySet<string>
  /** What a table of this connector may say; null for a connector that is not in the stack. */
  readonly connector: (name: string) => ReadonlySet<string> | null
}

let known: KnownKeys | undefined

/** Every option key of this stack (flink/option-keys); one that ends in `*` is a prefix. */
export function optionKeys(): KnownKeys {
  known ??= readKeys()
  return known
}

function readKeys(): KnownKeys {
  const file = keyFile.parse(JSON.parse(readFileSync(join(projectRoot, 'flink', 'option-keys', 'keys.json'), 'utf8')))
  const formats = Object.entries(file.formats).flatMap(([format, keys]) =>
    ['', 'key.', 'value.'].flatMap((side) => keys.map((key) => `${side}${format}.${key}`)),
  )
  // Of every table: what chooses the connector, and the watermark options of the planner.
  const common = ['connector', 'property-version', ...file.settings.filter((key) => key.startsWith('scan.watermark.'))]
  // Passed on to Kafka's own client as they are.
  const passedOn = (name: string) => (name.endsWith('kafka') ? ['properties.*'] : [])
  const connectors = new Map(
    Object.entries(file.connectors).map(([name, keys]) => [
      name,
      new Set([...common, ...keys, ...formats, ...passedOn(name)]),
    ]),
  )
  return {
    jars: file.jars,
    setting: new Set(file.settings),
    icebergTable: new Set(file.icebergTable),
    icebergCatalog: new Set(file.icebergCatalog),
    hint: new Set([...file.icebergTable, ...[...connectors.values()].flatMap((keys) => [...keys])]),
    connector: (name) => connectors.get(name) ?? null,
  }
}

/** The known key that most resembles a mistaken one; null when none does. */
export function nearest(key: string, keys: ReadonlySet<string>): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.floor(key.length * 0.3)) + 1
  for (const candidate of keys) {
    const distance = candidate.endsWith('*') ? least : editDistance(key, candidate, least)
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** How many letters must be changed, added or left out; `enough` when at least that many. */
function editDistance(one: string, other: string, enough: number): number {
  if (Math.abs(one.length - other.length) >= enough) return enough
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const changed = (previous[column - 1] as number) + (one[row - 1] === other[column - 1] ? 0 : 1)
      current.push(Math.min(changed, (previous[column] as number) + 1, (current[column - 1] as number) + 1))
    }
    previous = current
  }
  return Math.min(previous[other.length] as number, enough)
}
