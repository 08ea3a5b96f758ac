import type { SqlExecution } from '@lakehouse/contracts/api/sql.ts'
import { Badge } from '../../../components/badge.tsx'
import { arrange, type Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Time } from '../../../components/time.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { historyQuery } from '../api/sql.ts'
import { executionStates } from '../execution-states.ts'

const columns: Column<SqlExecution>[] = [
  {
    id: 'at',
    header: 'Asked',
    width: '100px',
    text: (one) => one.submitted_at,
    cell: (one) => <Time at={one.submitted_at} />,
  },
  { id: 'state', header: 'State', width: '112px', text: (one) => one.state, cell: (one) => <State execution={one} /> },
  {
    id: 'sql',
    header: 'Statement',
    text: (one) => one.sql,
    cell: ({ sql, mode }) => (
      <code title={sql}>
        {mode === 'explain' && 'EXPLAIN '}
        {sql.replaceAll(/\s+/g, ' ')}
      </code>
    ),
  },
]

function State({ execution: { state, error } }: { execution: SqlExecution }) {
  const { tone, icon, word } = executionStates[state]
  return (
    <Badge tone={tone} icon={icon} title={error?.message}>
      {word}
    </Badge>
  )
}

interface HistoryPanelProps {
  shown: number | null
  onShow: (execution: SqlExecution) => void
}

/** What was asked before; choosing one brings its text back. */
export function HistoryPanel({ shown, onShow }: HistoryPanelProps) {
  const { data, feed } = usePolledQuery(historyQuery)
  const [filter, setFilter] = useUrlState<string>('filter', '')
  const all = data?.executions ?? []
  return (
    <Panel
      title="History"
      meaning="Statements asked in this console, newest first, by whoever uses this stack. Choose one to bring its text back."
      span={4}
      height={320}
      feeds={[feed]}
      empty={
        all.length === 0 && { why: 'Nothing has been asked yet.', next: 'Run a statement: it is remembered here.' }
      }
      skeleton={<Skeleton rows={8} />}
      table={() => ({
        columns: ['asked', 'state', 'rows', 'statement'],
        rows: all.map((one) => [one.submitted_at, one.state, String(one.row_count), one.sql]),
      })}
      tableInPlace={false}
      controls={<SearchField label="Filter history" placeholder="Filter  /" value={filter} onChange={setFilter} />}
    >
      <DataTable
        caption="Statements, newest first"
        columns={columns}
        rows={arrange(all, columns, null, filter)}
        rowKey={(one) => String(one.id)}
        selected={shown === null ? null : String(shown)}
        onSelect={onShow}
      />
    </Panel>
  )
}
