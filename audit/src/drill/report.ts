import { textColumns } from '../text-columns.ts'
import type { DrillResult } from './run-drill.ts'

const HEAD = [
  'drill',
  'seed',
  'fault s',
  'services ready s',
  'checkpoint s',
  'new rows s',
  'missing',
  'extra',
  'duplicates',
  'differing',
  'clean',
]

/** All drills as one table, times in seconds after the end of the fault, and under it what went wrong. */
export function formatDrills(results: readonly DrillResult[]): string {
  const rows = results.map((result) => [
    result.drill,
    result.seed,
    result.faultLasted.toFixed(1),
    seconds(result.servicesReady),
    seconds(result.checkpointed),
    seconds(result.recovered),
    result.missing,
    result.extra,
    result.duplicated,
    result.differing,
    result.clean ? 'yes' : 'NO',
  ])
  const notes = results.flatMap(({ drill, seed, examples, faults, fuzz }) => [
    ...(fuzz === null
      ? []
      : [
          `${drill} ${seed}: ${fuzz.produced} = ${fuzz.onTime} on time + ${fuzz.late} late + ${fuzz.deadLetters} dead letters`,
        ]),
    ...[...faults, ...examples].map((text) => `${drill} ${seed}: ${text}`),
  ])
  return `${[...textColumns([HEAD, ...rows]), ...notes].join('\n')}\n`
}

/** How one drill went, for those who watch: `clean; after the fault services ready 4.4 s, …`. */
export function toldBriefly(result: DrillResult): string {
  const times = [
    `services ready ${seconds(result.servicesReady)}`,
    `checkpoint ${seconds(result.checkpointed)}`,
    `new rows ${seconds(result.recovered)}`,
  ]
  const { missing, extra, duplicated, differing } = result
  const rows = `missing ${missing}, extra ${extra}, duplicates ${duplicated}, differing ${differing}`
  return `${result.clean ? 'clean' : 'NOT CLEAN'}; seconds after the fault: ${times.join(', ')}; rows: ${rows}`
}

const seconds = (value: number | null) => (value === null ? 'never' : value.toFixed(1))
