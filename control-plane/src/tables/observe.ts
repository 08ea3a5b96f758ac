import type { TablesContext } from './context.ts'
import { type DueInput, dueActions } from './due.ts'
import { policyFor, type TablePolicy } from './policy.ts'
import { type NeededJobs, neededStamps, type Stamp } from './stamps.ts'
import { stateOf, type TableState } from './state.ts'
import type { LoadedTable } from './table-catalog.ts'
import { calledAs } from './table-name.ts'

/** Runs that are looked at for rests and failures. */
const RECENT_RUNS = 200
/** A table without any sample was met for the first time now. */
const SAMPLES_SINCE = new Date(0)

/** A table as upkeep sees it. */
export interface ObservedTable extends DueInput {
  readonly called: string
  readonly loaded: LoadedTable
  readonly state: TableState
  readonly policy: TablePolicy
  /** Commits that a job's restart may look for; null when Flink could not be asked which. */
  readonly stamps: readonly Stamp[] | null
}

/** Puts together what decides about a table. `needed` is null when Flink could not be asked. */
export function observeTable(
  context: Pick<TablesContext, 'store' | 'policy'>,
  loaded: LoadedTable,
  needed: NeededJobs | null,
  manifests: number | null,
  now: number = Date.now(),
): ObservedTable {
  const called = calledAs(loaded.table)
  const first = context.store.samples(called, SAMPLES_SINCE)[0]
  return {
    called,
    loaded,
    state: stateOf(loaded.metadata),
    policy: policyFor(context.policy, called),
    manifests,
    stamps: needed === null ? null : neededStamps(loaded.metadata, needed),
    runs: context.store.runs(RECENT_RUNS, called),
    knownSince: first === undefined ? now : Date.parse(first.at),
    now,
  }
}

/** What is due on the table now and not resting. */
export function dueNow(observed: ObservedTable) {
  return dueActions(observed).filter(({ waits }) => waits === null)
}
