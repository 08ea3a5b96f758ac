import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { ICEBERG_CATALOG } from '@lakehouse/contracts/tables.ts'
import { meaningful, tokenize } from './tokenize.ts'

/** An Iceberg table that a job writes. */
export interface IcebergSink {
  readonly schema: string
  readonly name: string
}

/** The Iceberg tables of a job's INSERTs, each once. Other sinks commit with their checkpoint. */
export function icebergSinks(spec: Pick<JobSpec, 'statements'>): IcebergSink[] {
  const start = spec.statements.at(-1)
  if (start === undefined) return []
  const tokens = meaningful(tokenize(start.text, start.file)).map(({ text }) => text)
  const sinks = new Map<string, IcebergSink>()
  for (const [index, token] of tokens.entries()) {
    if (token.toUpperCase() !== 'INSERT') continue
    const [catalog, dot, schema, secondDot, name] = tokens.slice(index + 2, index + 7).map(plain)
    if (catalog !== ICEBERG_CATALOG || dot !== '.' || secondDot !== '.') continue
    sinks.set(`${schema}.${name}`, { schema: schema ?? '', name: name ?? '' })
  }
  return [...sinks.values()]
}

function plain(name: string): string {
  return name.replaceAll(/[`"]/g, '')
}
