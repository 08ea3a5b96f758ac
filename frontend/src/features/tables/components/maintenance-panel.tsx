import {
  type MaintenanceAction,
  type MaintenanceRun,
  maintenanceActions,
  type PlannedAction,
} from '@lakehouse/contracts/api/tables.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { Button } from '../../../components/button.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing, Time } from '../../../components/time.tsx'
import { ApiFailure } from '../../../lib/api/api-failure.ts'
import { formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { maintain, planQuery, tableQuery } from '../api/tables.ts'
import { ChangeButton } from './change-button.tsx'
import styles from './tables.module.css'

const files = (measure: MaintenanceRun['before']) =>
  measure === null ? '–' : `${formatCount(String(measure.data_files))}+${formatCount(String(measure.delete_files))}`
const ms = (value: number | null) => (value === null ? '–' : formatCount(String(Math.round(value))))

const columns: Column<MaintenanceRun>[] = [
  {
    id: 'at',
    header: 'Begun',
    width: '92px',
    text: (run) => run.started_at,
    cell: (run) => <Time at={run.started_at} />,
  },
  { id: 'action', header: 'Action', width: '160px', text: (run) => run.action },
  {
    id: 'outcome',
    header: 'Outcome',
    width: '92px',
    text: (run) => run.outcome ?? 'under way',
    cell: (run) => <span title={run.detail ?? ''}>{run.outcome ?? 'under way'}</span>,
  },
  { id: 'why', header: 'Why', text: (run) => run.why, cell: (run) => <span title={run.why}>{run.why}</span> },
  {
    id: 'files',
    header: 'Data+delete files',
    term: 'compaction',
    align: 'right',
    width: '168px',
    text: (run) => `${files(run.before)} → ${files(run.after)}`,
  },
  {
    id: 'probe',
    header: 'Probe, ms',
    term: 'probe query',
    align: 'right',
    width: '128px',
    text: (run) => `${ms(run.probe_before_ms)} → ${ms(run.probe_after_ms)}`,
  },
  {
    id: 'cpu',
    header: 'CPU, s',
    align: 'right',
    width: '72px',
    text: (run) => run.cpu_s?.toFixed(2) ?? '',
    cell: (run) => (run.cpu_s === null ? <Missing /> : run.cpu_s.toFixed(2)),
  },
  {
    id: 'operation',
    header: 'Operation',
    align: 'right',
    width: '92px',
    text: (run) => String(run.operation),
    cell: (run) => <Link to={`/operations?operation=${run.operation}`}>{run.operation}</Link>,
  },
]

/** What upkeep did for the table, by which rules, and what it would do now. */
export function MaintenancePanel({ table }: { table: string }) {
  const { data, feed } = usePolledQuery(tableQuery(table))
  const [dry, setDry] = useState(false)
  const runs = data?.runs ?? []
  return (
    <Panel
      title="Maintenance"
      meaning="Runs by itself when a threshold of the policy is passed. The probe is one fixed query on this table, timed before and after: it shows what an action was worth."
      span={12}
      height={400}
      feeds={[feed]}
      skeleton={<Skeleton rows={10} />}
      table={() => ({
        columns: columns.map(({ header }) => header),
        rows: runs.map((run) => columns.map((column) => column.text(run))),
      })}
      tableInPlace={false}
      controls={
        <>
          <Button onClick={() => setDry(true)} title="Says what would be done now, and does nothing">
            Dry run
          </Button>
          <RunNow table={table} running={data?.summary.running ?? null} />
        </>
      }
    >
      <div className={styles.side}>
        {dry && <DryRun table={table} onClose={() => setDry(false)} />}
        <details className={styles.inset}>
          <summary>Policy of this table</summary>
          <ul className={styles.list}>
            {data?.policy.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
        <div className={styles.grow}>
          {runs.length === 0 ? (
            <p className={styles.inset}>Nothing was done to this table yet: no threshold was passed.</p>
          ) : (
            <DataTable
              caption={`Maintenance of ${table}`}
              columns={columns}
              rows={runs}
              rowKey={(run) => String(run.id)}
              minWidth={920}
            />
          )}
        </div>
      </div>
    </Panel>
  )
}

/** What each action would do now, asked once. */
function DryRun({ table, onClose }: { table: string; onClose: () => void }) {
  const plan = usePlan(table, true)
  return (
    <section className={styles.inset} aria-label="Dry run">
      <Planned plan={plan} />
      <div className={styles.bar}>
        <Button
          onClick={() => void plan.refetch()}
          disabled={plan.isFetching}
          title={plan.isFetching ? 'Asking Trino' : undefined}
        >
          Again
        </Button>
        <Button onClick={onClose}>Close dry run</Button>
      </div>
    </section>
  )
}

function Planned({ plan }: { plan: ReturnType<typeof usePlan> }) {
  if (plan.isFetching) return <p role="status">Asking Trino what would be done …</p>
  if (plan.error) {
    return (
      <p role="alert" className={styles.error}>
        {plan.error.message} {plan.error instanceof ApiFailure ? plan.error.action : ''}
      </p>
    )
  }
  return (
    <ul className={styles.list}>
      {plan.data?.actions.map((each) => (
        <li key={each.action}>
          <strong>{each.action}</strong>: {each.would}
          <span className={styles.muted}>
            {' '}
            · {each.due ? `due: ${each.why}` : each.why}
            {each.refused !== null && ` · not now: ${each.refused}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

function usePlan(table: string, enabled: boolean) {
  const { queryKey, queryFn } = planQuery(table)
  return useQuery({ queryKey, queryFn, enabled, retry: false, staleTime: 0, refetchOnWindowFocus: false })
}

function RunNow({ table, running }: { table: string; running: number | null }) {
  const [chosen, setChosen] = useState<readonly MaintenanceAction[]>(['optimize'])
  const plan = usePlan(table, false)
  const wouldOf = (action: MaintenanceAction) =>
    plan.data?.actions.find((each: PlannedAction) => each.action === action)?.would
  return (
    <ChangeButton
      opener="Run now …"
      title={`Maintain ${table}?`}
      confirm="Maintain now"
      refused={running === null ? null : `Operation ${running} maintains it already`}
      reason={chosen.length === 0 ? 'Choose at least one action' : null}
      change={() =>
        maintain(
          table,
          maintenanceActions.filter((action) => chosen.includes(action)),
        )
      }
    >
      <p>
        Files and snapshots are rewritten, rows stay as they are. The Flink job goes on; a conflict with its commits is
        tried again. Queries go on too, while Trino works for a few seconds.
      </p>
      <fieldset className={styles.form}>
        <legend className="visually-hidden">Actions</legend>
        {maintenanceActions.map((action) => (
          <label key={action}>
            <input
              type="checkbox"
              checked={chosen.includes(action)}
              onChange={(event) =>
                setChosen((now) => (event.target.checked ? [...now, action] : now.filter((one) => one !== action)))
              }
            />{' '}
            {action} <span className={styles.muted}>{wouldOf(action)}</span>
          </label>
        ))}
      </fieldset>
    </ChangeButton>
  )
}
