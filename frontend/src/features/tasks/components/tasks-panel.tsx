import type { TaskList, TaskSummary } from '@lakehouse/contracts/api/tasks.ts'
import { Pause, Play, TriangleAlert } from 'lucide-react'
import { ActionButton } from '../../../components/action-button.tsx'
import { Badge } from '../../../components/badge.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { arrange } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age, Missing } from '../../../components/time.tsx'
import { tasksQuery } from '../../../lib/api/tasks-query.ts'
import { useChange } from '../../../lib/api/use-change.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { formatAge } from '../../../lib/time.ts'
import { useNow } from '../../../lib/use-now.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { pauseTask } from '../api/tasks.ts'
import { useChangeReason } from '../use-change-reason.ts'
import { RunBadge } from './run-badge.tsx'
import styles from './tasks-panel.module.css'
import { Took } from './took.tsx'

interface TasksPanelProps {
  chosen: string
  onChoose: (task: string) => void
  /** Asks for the form that runs a task. */
  onForm: (task: TaskSummary) => void
}

/** What runs by itself and what can be run: when next, what now, how it last ended. */
export function TasksPanel({ chosen, onChoose, onForm }: TasksPanelProps) {
  const { data, feed } = usePolledQuery(tasksQuery)
  const [filter, setFilter] = useUrlState<string>('filter', '')
  const reason = useChangeReason(data)
  const all = data?.tasks ?? []
  const columns = columnsOf(reason, onForm)
  const rows = arrange(all, columns, null, filter)
  return (
    <Panel
      title="Tasks"
      meaning="Every task of control-plane/tasks.yaml: what starts it next, what runs now, how it last ended. Choose one to see its steps and runs."
      span={12}
      height={428}
      feeds={[feed]}
      empty={
        all.length === 0 && {
          why: 'No task is defined.',
          next: 'Define one in control-plane/tasks.yaml; it is taken within a second.',
        }
      }
      skeleton={<Skeleton rows={12} />}
      table={() => ({
        columns: columns.slice(0, -1).map((column) => column.header),
        rows: rows.map((row) => columns.slice(0, -1).map((column) => column.text(row))),
      })}
      tableInPlace={false}
      controls={<SearchField label="Filter tasks" placeholder="Filter  /" value={filter} onChange={setFilter} />}
    >
      <div className={styles.body}>
        {data && <SchedulerNotice scheduler={data.scheduler} />}
        {rows.length === 0 ? (
          <p className={styles.none}>No task contains "{filter}". Escape in the filter empties it.</p>
        ) : (
          <DataTable
            caption="Tasks"
            columns={columns}
            rows={rows}
            rowKey={(task) => task.name}
            selected={chosen}
            onSelect={(task) => onChoose(task.name)}
            minWidth={1040}
          />
        )}
      </div>
    </Panel>
  )
}

function SchedulerNotice({ scheduler: { state, pid, problem } }: Pick<TaskList, 'scheduler'>) {
  const notes = [
    state === 'elsewhere' ? `Another control plane (process ${pid ?? 'unknown'}) runs the tasks of this stack.` : null,
    problem,
  ].filter((note) => note !== null)
  return notes.map((note) => (
    <p key={note} className={styles.notice}>
      <TriangleAlert size={16} aria-hidden /> {note}
    </p>
  ))
}

function columnsOf(reason: string | null, onForm: (task: TaskSummary) => void): Column<TaskSummary>[] {
  return [
    {
      id: 'name',
      header: 'Task',
      width: '150px',
      text: (task) => task.name,
      cell: (task) => <code title={task.about}>{task.name}</code>,
    },
    {
      id: 'now',
      header: 'Now',
      width: '116px',
      text: (task) => task.active.map(({ state }) => state).join(' '),
      cell: ({ active: [first] }) =>
        first === undefined ? <Missing /> : <RunBadge state={first.state} title={first.waiting_for ?? first.because} />,
    },
    {
      id: 'last',
      header: 'Last outcome',
      width: '214px',
      text: ({ last }) => (last === null ? '' : `${last.state} ${last.ended_at}`),
      cell: ({ last }) =>
        last === null ? (
          'never run'
        ) : (
          <span className={styles.last}>
            <RunBadge state={last.state} title={last.summary ?? undefined} />
            <span>
              <Age at={last.ended_at === null ? null : Date.parse(last.ended_at)} /> ago
            </span>
          </span>
        ),
    },
    {
      id: 'took',
      header: 'Took',
      width: '84px',
      align: 'right',
      text: ({ last }) => last?.ended_at ?? '',
      cell: ({ last }) => <Took started={last?.started_at ?? null} ended={last?.ended_at ?? null} />,
    },
    { id: 'next', header: 'Next run', width: '190px', text: nextText, cell: (task) => <Next task={task} /> },
    {
      id: 'about',
      header: 'What it does',
      text: (task) => task.about,
      cell: (task) => <span title={task.about}>{task.about}</span>,
    },
    {
      id: 'actions',
      header: 'Actions',
      width: '188px',
      text: () => '',
      cell: (task) => <Actions task={task} reason={reason} onForm={onForm} />,
    },
  ]
}

interface ActionsProps {
  task: TaskSummary
  reason: string | null
  onForm: (task: TaskSummary) => void
}

function Actions({ task, reason, onForm }: ActionsProps) {
  const { name, paused, triggers } = task
  const pause = useChange((sleep: boolean) => pauseTask(name, sleep))
  const nothing = triggers.length === 0 ? 'It has no trigger: it is run by hand only.' : null
  const failed = pause.failure === null ? null : `${pause.failure.message} ${pause.failure.action}`
  const Icon = paused ? Play : Pause
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps presses on the buttons from choosing the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside have their own keys
    <span className={styles.actions} onClick={(event) => event.stopPropagation()}>
      <ActionButton reason={reason} aria-label={`Run ${name}`} onClick={() => onForm(task)}>
        <Play size={13} aria-hidden /> Run…
      </ActionButton>
      <ActionButton
        reason={reason ?? nothing ?? (pause.busy ? 'It is being asked for.' : null)}
        aria-label={`${paused ? 'Wake' : 'Pause'} the triggers of ${name}`}
        title={failed ?? undefined}
        onClick={() => pause.begin(!paused)}
      >
        <Icon size={13} aria-hidden /> {paused ? 'Wake' : 'Pause'}
      </ActionButton>
    </span>
  )
}

function nextText({ paused, next_at, triggers }: TaskSummary): string {
  return paused ? 'paused' : (next_at ?? triggers.map(({ text }) => text).join('; '))
}

function Next({ task: { paused, next_at, triggers } }: { task: TaskSummary }) {
  const now = useNow()
  const title = triggers.map(({ text, seen }) => (seen === null ? text : `${text}\nLast look: ${seen}`)).join('\n')
  if (paused) {
    return (
      <Badge tone="warn" icon={Pause} title={title}>
        Paused
      </Badge>
    )
  }
  if (next_at !== null) return <span title={title}>in {formatAge(Date.parse(next_at) - now)}</span>
  return <span title={title}>{triggers[0]?.text ?? 'by hand'}</span>
}
