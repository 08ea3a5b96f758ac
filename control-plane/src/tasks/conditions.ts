import type { IcebergTable } from '@lakehouse/contracts/tables.ts'
import type { Condition } from './definition.ts'
import { inWords } from './duration.ts'

/** What was seen of a condition. */
export interface Look {
  readonly holds: boolean
  readonly seen: string
  /** Kept with the run that comes of it, and given back as `lastMark` once that has succeeded. */
  readonly mark: string | null
  /** One answer is enough until it has stopped holding: an absence. */
  readonly once: boolean
}

export type LookAt = (condition: Condition, lastMark: string | null) => Promise<Look>

/** What conditions are about. */
export interface Observable {
  /** Changes with every commit to one of these tables. */
  readonly versionOf: (tables: readonly IcebergTable[]) => Promise<string>
  readonly newestCommit: (tables: readonly IcebergTable[]) => Promise<Date | null>
  /** What the maintenance policy asks for now, in words; empty when nothing. */
  readonly maintenanceDue: () => Promise<readonly string[]>
}

/** Looks at conditions; of one with several parts all must hold. */
export function lookAtConditions(observable: Observable): LookAt {
  return async (condition, lastMark) => {
    const looks: Look[] = []
    const { new_commits: tables, no_commits: silence, maintenance_due: maintenance } = condition
    if (tables !== undefined) looks.push(newCommits(await observable.versionOf(tables), lastMark))
    if (silence !== undefined) looks.push(absence(await observable.newestCommit(silence.tables), silence.for))
    if (maintenance) looks.push(due(await observable.maintenanceDue()))
    return {
      holds: looks.length > 0 && looks.every(({ holds }) => holds),
      seen: looks.map(({ seen }) => seen).join('; '),
      mark: looks.find(({ mark }) => mark !== null)?.mark ?? null,
      once: looks.some(({ once }) => once),
    }
  }
}

function newCommits(version: string, lastMark: string | null): Look {
  const holds = version !== lastMark
  const seen = !holds
    ? 'no commit since the last success'
    : lastMark === null
      ? 'it has not succeeded yet'
      : 'commits since the last success'
  return { holds, seen, mark: version, once: false }
}

function absence(newest: Date | null, forMs: number): Look {
  if (newest === null) return { holds: false, seen: 'no table yet', mark: null, once: true }
  const ageMs = Date.now() - newest.getTime()
  const age = inWords(Math.max(0, Math.round(ageMs / 1_000)) * 1_000)
  return { holds: ageMs >= forMs, seen: `newest commit ${age} old`, mark: null, once: true }
}

function due(wanted: readonly string[]): Look {
  const seen = wanted.length === 0 ? 'no table past a threshold' : wanted.join('; ')
  return { holds: wanted.length > 0, seen, mark: null, once: false }
}
