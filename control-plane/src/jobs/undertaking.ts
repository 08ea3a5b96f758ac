import type { OperationOutcome, OperationSource } from '@lakehouse/contracts/api/operations.ts'
import { explain, Failure, UserError } from '../errors.ts'
import type { RecordedOperation } from '../journal/journal.ts'
import type { JobControl } from './job-control.ts'

/** Who asks, and from where. */
export interface Asked {
  /** The account. */
  readonly actor: string
  readonly source: OperationSource
  /** The command line, or the address and browser a call came from. */
  readonly from: string
}

/** A change that failed and left things as they were before: the former SQL runs again. */
export class RolledBack extends Failure {}

/** One operation under way on one job: every step goes into the journal and is told to whoever watches. */
export class Undertaking {
  readonly control: JobControl
  readonly job: string
  readonly operation: RecordedOperation

  constructor(control: JobControl, job: string, operation: RecordedOperation) {
    this.control = control
    this.job = job
    this.operation = operation
  }

  /** Does `work` as a step; `detail` says in one line what came of it. */
  async step<T>(name: string, work: () => Promise<T>, detail: (result: T) => string | null = () => null): Promise<T> {
    const begun = Date.now()
    this.control.progress(`${this.job}: ${name}`)
    const result = await this.operation.step(name, work, detail)
    const came = detail(result)
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    this.control.progress(`${this.job}: ${name} done in ${seconds} s${came === null ? '' : `: ${came}`}`)
    return result
  }

  note(facts: Readonly<Record<string, unknown>>): void {
    this.operation.note(facts)
  }
}

/** A change that its process did not live to make: things are as they were, or wait for a person. */
export class Interrupted extends Failure {}

/** Does the work of an operation and writes down how it ended. */
export async function conclude<T>(
  operation: RecordedOperation,
  work: () => Promise<{ readonly summary: string; readonly result: T }>,
): Promise<T> {
  try {
    const { summary, result } = await work()
    operation.end('succeeded', summary)
    return result
  } catch (error) {
    const action = error instanceof UserError || error instanceof Failure ? error.action : null
    operation.end(outcomeOf(error), explain(error), action)
    throw error
  }
}

function outcomeOf(error: unknown): OperationOutcome {
  if (error instanceof RolledBack) return 'rolled_back'
  return error instanceof Interrupted ? 'interrupted' : 'failed'
}
