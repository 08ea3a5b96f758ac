import type { BuildCheck } from '@lakehouse/contracts/analytics-build.ts'
import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import { arrange, type Column, formatSort, parseSort } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing } from '../../../components/time.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { BUILD_PACE_MS, lastBuildQuery } from '../api/analytics.ts'

const looks = {
  failed: { tone: 'bad', icon: CircleAlert, word: 'Failed', rank: 0 },
  warned: { tone: 'warn', icon: TriangleAlert, word: 'Warned', rank: 1 },
  skipped: { tone: 'stale', icon: CircleDashed, word: 'Skipped', rank: 2 },
  passed: { tone: 'ok', icon: CircleCheck, word: 'Passed', rank: 3 },
} as const

const columns: Column<BuildCheck>[] = [
  {
    id: 'outcome',
    header: 'Outcome',
    width: '104px',
    text: (check) => check.outcome,
    cell: ({ outcome }) => {
      const { tone, icon, word } = looks[outcome]
      return (
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
      )
    },
    compare: (a, b) => looks[a.outcome].rank - looks[b.outcome].rank,
  },
  {
    id: 'name',
    header: 'Model or test',
    text: (check) => check.name,
    cell: (check) => <code title={`dbt/${check.file}`}>{check.name}</code>,
    compare: (a, b) => a.name.localeCompare(b.name),
  },
  {
    id: 'kind',
    header: 'Kind',
    width: '92px',
    text: (check) => check.kind,
    compare: (a, b) => a.kind.localeCompare(b.kind),
  },
  {
    id: 'of',
    header: 'Of',
    width: '150px',
    text: (check) => check.of.join(', '),
    cell: (check) => <span title={check.of.join(', ')}>{check.of.join(', ')}</span>,
  },
  {
    id: 'failures',
    header: 'Rows',
    align: 'right',
    width: '66px',
    text: (check) => String(check.failures ?? ''),
    cell: (check) => check.failures ?? <Missing />,
    compare: (a, b) => (a.failures ?? -1) - (b.failures ?? -1),
  },
  {
    id: 'seconds',
    header: 'Took',
    align: 'right',
    width: '72px',
    text: (check) => check.seconds.toFixed(2),
    cell: (check) => `${check.seconds.toFixed(2)} s`,
    compare: (a, b) => a.seconds - b.seconds,
  },
]

/** Every model and test of the last build; what failed first. */
export function ChecksPanel() {
  const [filter, setFilter] = useUrlState<string>('check', '')
  const [sortText, setSort] = useUrlState<string>('checks', 'outcome')
  const { data, feed } = usePolledQuery(lastBuildQuery, BUILD_PACE_MS)
  const all = data?.build?.checks ?? []
  const sort = parseSort(sortText)
  const rows = arrange(all, columns, sort, filter)
  return (
    <Panel
      title="Models and tests"
      meaning="Everything that the last build ran: models, unit tests of their SQL, tests of the data, and the audit of PostgreSQL. Failing rows are below."
      span={7}
      height={330}
      feeds={[feed]}
      empty={
        all.length === 0
          ? { why: 'No build has run on this stack.', next: 'Run one: the button is in "Last build".' }
          : rows.length === 0 && { why: `Nothing has "${filter}" in it.`, next: 'Escape in the filter empties it.' }
      }
      skeleton={<Skeleton rows={8} />}
      table={() => ({
        columns: columns.map(({ header }) => header),
        rows: rows.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
      controls={
        <SearchField label="Filter models and tests" placeholder="Filter" value={filter} onChange={setFilter} />
      }
    >
      <DataTable
        caption="Models and tests of the last build"
        columns={columns}
        rows={rows}
        rowKey={(check) => `${check.kind} ${check.file} ${check.name}`}
        sort={sort}
        onSort={(next) => setSort(formatSort(next))}
        minWidth={690}
      />
    </Panel>
  )
}
