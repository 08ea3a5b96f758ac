import type { Operation } from '@lakehouse/contracts/api/operations.ts'
import { formatDuration } from '../../lib/time.ts'

/** Shown elsewhere, or only there to go on after a crash. */
const HIDDEN = new Set(['sql_diff', 'file_former', 'file_written', 'savepoint_trigger', 'gateway_session', 'stopping'])

/** What an operation's details say, by name, as text. */
export function factsOf(details: Operation['details']): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(details)
    .filter(([name, value]) => !HIDDEN.has(name) && value !== null && value !== undefined)
    .map(([name, value]) => ({ name: name.replaceAll('_', ' ').replace(/ ms$/, ''), value: inWords(name, value) }))
}

function inWords(name: string, value: unknown): string {
  if (typeof value === 'number' && name.endsWith('_ms')) return formatDuration(value)
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1)
}
