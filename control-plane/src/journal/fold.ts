import { type Operation, operation } from '@lakehouse/contracts/api/operations.ts'

/** One row of the journal. */
export interface Entry {
  readonly operation: number
  readonly at: string
  readonly kind: 'begun' | 'step_begun' | 'step_ended' | 'noted' | 'ended'
  readonly content: Readonly<Record<string, unknown>>
}

type Step = Operation['steps'][number]

/**
 * The operation that its entries, in order, tell of.
 * @throws {ZodError} when they tell of none: the file was not written by this journal.
 */
export function fold(entries: readonly Entry[]): Operation {
  const steps: Step[] = []
  const told: Record<string, unknown> = { ended_at: null, outcome: null, summary: null, action: null }
  let details: Readonly<Record<string, unknown>> = {}
  for (const { operation: id, at, kind, content } of entries) {
    if (kind === 'begun') {
      Object.assign(told, content, { id, started_at: at })
      details = content.details as typeof details
    } else if (kind === 'noted') details = { ...details, ...content }
    else if (kind === 'ended') Object.assign(told, content, { ended_at: at })
    else if (kind === 'step_begun') {
      steps.push({ name: String(content.name), started_at: at, ended_at: null, outcome: null, detail: null })
    } else {
      const open = steps.findLastIndex(({ name, ended_at }) => name === content.name && ended_at === null)
      if (open >= 0) steps[open] = { ...(steps[open] as Step), ...content, ended_at: at } as Step
    }
  }
  return operation.parse({ ...told, details, steps })
}
