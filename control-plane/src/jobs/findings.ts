import type { Finding } from '@lakehouse/contracts/api/jobs.ts'
import type { UserError } from '../errors.ts'

const AT_A_PLACE = /^(?<file>[^\s:]+\.sql):(?<line>\d+)(?::(?<column>\d+))?: (?<message>[\s\S]*)$/

/** What refused a text, as a finding at the place it names; without one, at the text's beginning. */
export function refusal(error: UserError, file: string): Finding {
  const at = AT_A_PLACE.exec(error.message)?.groups
  return {
    rule: 'sql',
    severity: 'error',
    file: at?.file ?? file,
    line: Math.max(1, Number(at?.line ?? 1)),
    column: Math.max(1, Number(at?.column ?? 1)),
    message: at?.message ?? error.message,
    instead: error.action,
  }
}
