import type { Finding } from '@lakehouse/contracts/api/jobs.ts'
import type { CodeToken } from './code.ts'
import type { Script } from './script.ts'

/** One place where a rule is broken. */
export interface Found {
  readonly at: Pick<CodeToken, 'file' | 'line' | 'column'>
  readonly message: string
  readonly instead: string
}

/** A trap that stays green while data is wrong, late or growing without end. */
export interface Rule {
  /** As `-- lint: allow <rule> because …` spells it. */
  readonly name: string
  readonly severity: Finding['severity']
  readonly check: (script: Script) => Iterable<Found>
}
