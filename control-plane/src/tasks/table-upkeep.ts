import { explain, NotFound } from '../errors.ts'
import type { TableMaintenance } from '../tables/maintain.ts'
import type { Maintenance } from './steps/maintain.ts'

/** Maintenance as tasks take it: of one table or of all, one after the other, through `tables/`. */
export function tableUpkeep(
  maintenance: Pick<TableMaintenance, 'maintenanceDue' | 'maintainTable'>,
  tables: () => Promise<readonly string[]>,
): Maintenance {
  return {
    due: async () => {
      const due: string[] = []
      for (const table of await tables()) {
        for (const { why, waits } of await maintenance.maintenanceDue(table)) {
          if (waits === null) due.push(`${table}: ${why}`)
        }
      }
      return due
    },
    take: async ({ table, actions, signal, tell }) => {
      const names = table === 'all' ? await tables() : [table]
      const problems: string[] = []
      let taken = 0
      for (const name of names) {
        signal.throwIfAborted()
        try {
          const asker = { actor: 'tasks', source: 'task' } as const
          const { operation, runs } = await maintenance.maintainTable(name, asker, actions)
          for (const { action, detail } of runs) tell(`${name}: ${action}: ${detail} (operation ${operation})`)
          if (runs.length === 0) tell(`${name}: nothing to do`)
          taken += runs.length
        } catch (error) {
          // Of all tables, one may be dropped before its turn; dbt does so with those of its tests.
          if (table === 'all' && error instanceof NotFound) continue
          // One table in trouble is no reason to leave the others to themselves.
          problems.push(`${name}: ${explain(error)}`)
          tell(`${name}: ${explain(error)}`)
        }
      }
      if (problems.length > 0) throw new Error(problems.join('; '))
      return `${taken} action${taken === 1 ? '' : 's'} on ${names.length} table${names.length === 1 ? '' : 's'}`
    },
  }
}
