import type { JobDetail } from '@lakehouse/contracts/api/jobs.ts'
import type { Checked } from './use-validation.ts'

/** Why a text cannot be applied as it stands; null when it can. */
export function applyReason(checked: Checked, { operation, as_in_files }: JobDetail): string | null {
  if (operation !== null) return `Operation ${operation} is under way on this job.`
  if (checked.kind === 'waiting' || checked.kind === 'checking') return 'The text is being checked.'
  if (checked.kind === 'failed') return `The text could not be checked: ${checked.failure.message}`
  const { findings, plan, obstacle } = checked.answer
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (errors > 0) return `Correct ${errors === 1 ? 'the error' : `the ${errors} errors`} first.`
  if (obstacle !== null) return obstacle
  if (plan?.compatibility?.verdict === 'fresh_start') return plan.compatibility.summary
  return plan?.action === 'none' && as_in_files !== false ? 'What runs is what this text says.' : null
}
