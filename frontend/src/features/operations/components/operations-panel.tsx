import type { Operation } from '@lakehouse/contracts/api/operations.ts'
import { operationOutcomes } from '@lakehouse/contracts/api/operations.ts'
import { ActionButton } from '../../../components/action-button.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { OutcomeBadge } from '../../../components/operation/outcome-badge.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Select } from '../../../components/select.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age } from '../../../components/time.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { formatDuration } from '../../../lib/time.ts'
import { type Filters, operationsQuery, PAGE } from '../api/operations.ts'
import styles from './operations.module.css'

const took = ({ started_at, ended_at }: Operation) =>
  ended_at === null ? '' : formatDuration(Date.parse(ended_at) - Date.parse(started_at))

const columns: Column<Operation>[] = [
  { id: 'id', header: 'No.', width: '60px', text: ({ id }) => String(id) },
  {
    id: 'at',
    header: 'Age',
    align: 'right',
    width: '100px',
    text: (one) => one.started_at,
    cell: (one) => <Age at={Date.parse(one.started_at)} />,
  },
  { id: 'kind', header: 'What', width: '150px', text: ({ kind }) => kind, cell: ({ kind }) => <code>{kind}</code> },
  {
    id: 'object',
    header: 'To',
    width: '150px',
    text: ({ object }) => object,
    cell: ({ object }) => <code title={object}>{object}</code>,
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: '124px',
    text: ({ outcome }) => outcome ?? 'under way',
    cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
  },
  { id: 'took', header: 'Took', align: 'right', width: '84px', text: took },
  { id: 'by', header: 'By', width: '130px', text: ({ actor, source }) => `${actor}, ${source}` },
  {
    id: 'summary',
    header: 'Came of it',
    text: ({ summary }) => summary ?? '',
    cell: ({ summary }) => <span title={summary ?? ''}>{summary ?? ''}</span>,
  },
]

const outcomeOptions = [
  { value: '', label: 'Any outcome' },
  { value: 'unended', label: 'under way' },
  ...operationOutcomes.map((outcome) => ({ value: outcome, label: outcome.replace('_', ' ') })),
] as const
type OutcomeFilter = (typeof outcomeOptions)[number]['value']

interface OperationsPanelProps {
  filters: Filters & { readonly outcome: OutcomeFilter }
  /** Only operations older than this one. */
  before: number | null
  selected: number | null
  span: 7 | 12
  onObject: (object: string) => void
  onKind: (kind: string) => void
  onOutcome: (outcome: OutcomeFilter) => void
  onBefore: (operation: number | null) => void
  onSelect: (operation: number) => void
}

/** Operations, newest first, by what they were done to, their kind and how they ended. */
export function OperationsPanel(props: OperationsPanelProps) {
  const { filters, before, selected, span } = props
  const { data, feed } = usePolledQuery(operationsQuery(filters, before))
  const operations = data?.operations ?? []
  const filtered = Object.values(filters).some((value) => value !== '')
  const last = operations.at(-1)?.id
  return (
    <Panel
      title="Operations"
      meaning="The journal of every change to jobs, tables and tasks: who asked, where, what was done step by step, and what came of it. Nothing is ever taken out of it."
      span={span}
      height="clamp(360px, 100dvh - 180px, 1200px)"
      feeds={[feed]}
      empty={
        operations.length === 0 &&
        (filtered
          ? { why: 'No operation fits these filters.', next: 'Empty a filter to see more.' }
          : { why: 'Nothing has been changed yet.', next: 'The first start of a job is the first operation.' })
      }
      skeleton={<Skeleton rows={12} />}
      table={() => ({
        columns: columns.map((column) => column.header),
        rows: operations.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
      controls={
        <>
          <SearchField label="Object" placeholder="Job or table  /" value={filters.object} onChange={props.onObject} />
          <SearchField label="Kind" placeholder="job.change …" value={filters.kind} onChange={props.onKind} />
          <Select
            label="Outcome"
            hideLabel
            value={filters.outcome}
            options={outcomeOptions}
            onChange={props.onOutcome}
          />
        </>
      }
    >
      <div className={styles.list}>
        <DataTable
          caption="Operations"
          columns={columns}
          rows={operations}
          rowKey={({ id }) => String(id)}
          selected={selected === null ? null : String(selected)}
          onSelect={({ id }) => props.onSelect(id)}
          minWidth={1080}
        />
        <div className={styles.pages}>
          <ActionButton reason={before === null ? 'These are the newest.' : null} onClick={() => props.onBefore(null)}>
            Newest
          </ActionButton>
          <ActionButton
            reason={last === undefined || operations.length < PAGE ? 'There are no older ones.' : null}
            onClick={() => props.onBefore(last ?? null)}
          >
            Older
          </ActionButton>
        </div>
      </div>
    </Panel>
  )
}
