import { parseArgs } from 'node:util'

/** Options of `dbt build` that change how it works, not what it builds. */
const HARMLESS = {
  'full-refresh': { type: 'boolean', short: 'f' },
  'fail-fast': { type: 'boolean', short: 'x' },
  debug: { type: 'boolean', short: 'd' },
  quiet: { type: 'boolean', short: 'q' },
  'use-colors': { type: 'boolean' },
  'no-use-colors': { type: 'boolean' },
  'no-partial-parse': { type: 'boolean' },
  threads: { type: 'string' },
  'log-format': { type: 'string' },
  'exclude-resource-type': { type: 'string', multiple: true },
} as const

/**
 * Whether these arguments of `dbt build` build every model and run every data test, so that the result may be
 * published. Unit tests may be left out: they test the SQL, not the data.
 */
export function isWholeBuild(args: readonly string[]): boolean {
  const values = harmless(args)
  return values !== null && (values['exclude-resource-type'] ?? []).every((type) => type === 'unit_test')
}

/** Whether these arguments of a whole build ask for everything from the first event on. */
export function isFullRefresh(args: readonly string[]): boolean {
  return harmless(args)?.['full-refresh'] === true
}

function harmless(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: HARMLESS, strict: true, allowPositionals: false }).values
  } catch {
    // Any other option, or a value it cannot have: dbt will say what is wrong with it, or build a part.
    return null
  }
}
