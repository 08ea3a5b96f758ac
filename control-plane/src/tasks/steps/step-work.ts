import type { ParameterValues } from '@lakehouse/contracts/api/tasks.ts'
import type { StepDefinition } from '../definition.ts'

/** Which attempt of which step is at work. */
export interface AttemptKey {
  readonly run: number
  readonly step: string
  readonly attempt: number
}

export interface StepWork {
  readonly key: AttemptKey
  readonly task: string
  readonly step: StepDefinition
  readonly parameters: ParameterValues
  /** Fires when the work must end: cancelled or out of time. The work then ends what it began before it rejects. */
  readonly signal: AbortSignal
  readonly log: (stream: 'out' | 'err' | 'note', text: string) => void
}

/** Does the work of one attempt and gives what came of it in one sentence, or null. @throws why it failed. */
export type StepExecutor = (work: StepWork) => Promise<string | null>
