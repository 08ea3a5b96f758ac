import type { MaintenanceAction } from '@lakehouse/contracts/api/tables.ts'
import { fillArguments } from '../parameters.ts'
import type { StepExecutor } from './step-work.ts'

/** Maintenance of Iceberg tables, as `tables/` offers it. */
export interface Maintenance {
  /** What the policy asks for now, in words; empty when nothing. */
  readonly due: () => Promise<readonly string[]>
  /**
   * Takes these actions, or without any those that the policy asks for now, and gives what came of it in one sentence.
   * Ends early when `signal` fires.
   */
  readonly take: (request: {
    /** A table, or `all`. */
    readonly table: string
    readonly actions?: readonly MaintenanceAction[]
    readonly signal: AbortSignal
    readonly tell: (line: string) => void
  }) => Promise<string>
}

/** Steps that maintain tables. */
export function maintenanceExecutor(maintenance: Maintenance): StepExecutor {
  return ({ step, parameters, signal, log }) => {
    const [table = 'all'] = fillArguments([step.maintain?.table ?? 'all'], parameters)
    const actions = step.maintain?.actions
    const tell = (line: string) => log('out', line)
    return maintenance.take({ table, ...(actions === undefined ? {} : { actions }), signal, tell })
  }
}
