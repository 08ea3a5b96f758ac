import { Panel } from '../../../components/panel/panel.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { tasksQuery } from '../../../lib/api/tasks-query.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useNow } from '../../../lib/use-now.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { runsQuery } from '../api/tasks.ts'
import { lanesOf, type Span, spanNames, spans } from '../timeline.ts'
import { Timeline } from './timeline.tsx'

interface RunsPanelProps {
  chosen: number | null
  onChoose: (run: number, task: string) => void
}

/** When which task ran, and how it ended. */
export function RunsPanel({ chosen, onChoose }: RunsPanelProps) {
  const runs = usePolledQuery(runsQuery)
  const tasks = usePolledQuery(tasksQuery)
  const [span, setSpan] = useUrlState<Span>('span', '1h', spanNames)
  const now = useNow()
  const names = tasks.data?.tasks.map(({ name }) => name) ?? []
  const lanes = lanesOf(runs.data?.runs ?? [], names, now, spans[span])
  return (
    <Panel
      title="Runs"
      meaning="One lane per task, one bar per run, from its begin to its end; colour, sign and word tell how it ended. Choose one to see its steps and log."
      span={7}
      height={340}
      feeds={[runs.feed, tasks.feed]}
      empty={
        lanes.length === 0 && {
          why: `No task has run in the last ${span}.`,
          next: 'Look further back, or run one from the list above.',
        }
      }
      skeleton={<Skeleton rows={8} />}
      table={() => ({
        columns: ['run', 'task', 'state', 'cause', 'began', 'ended', 'what came of it'],
        rows: (runs.data?.runs ?? []).map((run) => [
          String(run.id),
          run.task,
          run.state,
          run.because,
          run.started_at,
          run.ended_at,
          run.summary ?? run.waiting_for,
        ]),
      })}
      controls={
        <Segmented
          label="How far back"
          value={span}
          options={spanNames.map((value) => ({ value, label: value }))}
          onChange={setSpan}
        />
      }
    >
      <Timeline lanes={lanes} now={now} spanMs={spans[span]} chosen={chosen} onChoose={onChoose} />
    </Panel>
  )
}
