import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import { filesPerMinute, type Recording } from './recording.ts'

/** Recordings beside each other, as SVG: each query's median and the number of files, minute by minute. */
export async function plotted(recordings: readonly Recording[]): Promise<string> {
  const spec: TopLevelSpec = JSON.parse(
    readFileSync(join(import.meta.dirname, '..', 'plots', 'recordings.vl.json'), 'utf8'),
  )
  const queries = recordings.flatMap(({ label, queries: some }) => some.map((each) => ({ label, ...each })))
  const files = recordings.flatMap((recorded) =>
    filesPerMinute(recorded).map((each) => ({ label: recorded.label, ...each })),
  )
  const compiled = compile({ ...spec, datasets: { queries, files } } as TopLevelSpec)
  return new View(parse(compiled.spec), { renderer: 'none' }).toSVG()
}
