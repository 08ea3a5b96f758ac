import type { TaskSummary } from '@lakehouse/contracts/api/tasks.ts'
import { Play } from 'lucide-react'
import { ActionButton } from '../../../components/action-button.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age } from '../../../components/time.tsx'
import { tasksQuery } from '../../../lib/api/tasks-query.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useChangeReason } from '../use-change-reason.ts'
import { Graph, type GraphNode } from './graph.tsx'
import styles from './task-panel.module.css'

/** One task: what starts it, and its steps in the order of their needs, with the tasks it depends on and that follow. */
export function TaskPanel({ name, onForm }: { name: string; onForm: (task: TaskSummary) => void }) {
  const { data, feed } = usePolledQuery(tasksQuery)
  const task = data?.tasks.find((one) => one.name === name)
  const others = data?.tasks ?? []
  const reason = useChangeReason(data)
  return (
    <Panel
      title={task === undefined ? 'Task' : `Task ${task.name}`}
      meaning="What starts this task, what it needs, and its steps from left to right: each begins when all it needs have succeeded."
      span={5}
      height={340}
      feeds={[feed]}
      empty={
        data !== undefined &&
        task === undefined && {
          why: name === '' ? 'No task is chosen.' : `There is no task "${name}".`,
          next: 'Choose one in the list above.',
        }
      }
      skeleton={<Skeleton rows={6} />}
      controls={
        task && (
          <ActionButton reason={reason} onClick={() => onForm(task)}>
            <Play size={13} aria-hidden /> Run…
          </ActionButton>
        )
      }
      {...(task && { table: () => stepTable(task) })}
    >
      {task && (
        <div className={styles.task}>
          <dl className={styles.facts}>
            <dt>Starts</dt>
            <dd>
              {task.triggers.length === 0 && 'by hand only'}
              {task.triggers.map(({ text, seen, seen_at }) => (
                <p key={text}>
                  {text}
                  {seen !== null && (
                    <span className={styles.seen}>
                      {' '}
                      ({seen}, <Age at={seen_at === null ? null : Date.parse(seen_at)} /> ago)
                    </span>
                  )}
                </p>
              ))}
            </dd>
            <dt>Runs</dt>
            <dd>{howItRuns(task)}</dd>
            <dt>Followed by</dt>
            <dd>{followersOf(task, others)}</dd>
          </dl>
          <div className={styles.graph}>
            <Graph label={`Steps of ${task.name} in the order of their needs`} nodes={nodesOf(task)} />
          </div>
        </div>
      )}
    </Panel>
  )
}

function stepTable({ steps }: TaskSummary) {
  return {
    columns: ['step', 'what it does', 'needs'],
    rows: steps.map((step) => [step.name, step.what, step.needs.join(', ')]),
  }
}

/** The tasks it needs stand left of its first steps. */
function nodesOf({ steps, needs }: TaskSummary): GraphNode[] {
  const tasks = needs.map((name): GraphNode => ({ name, needs: [], title: 'another task', state: null }))
  const own = steps.map(
    (step): GraphNode => ({
      name: step.name,
      needs: step.needs.length === 0 ? needs : step.needs,
      title: step.what,
      state: null,
    }),
  )
  return [...tasks, ...own]
}

function howItRuns({ at_most, heavy, needs }: TaskSummary): string {
  const parts = [at_most === 1 ? 'one run at a time' : `at most ${at_most} runs at a time`]
  if (heavy) parts.push('never beside another heavy task')
  if (needs.length > 0) parts.push(`only when the newest run of ${needs.join(' and ')} succeeded`)
  return parts.join(', ')
}

function followersOf({ name }: TaskSummary, all: readonly TaskSummary[]): string {
  const followers = all.flatMap((other) => {
    const after = other.triggers.find(({ kind, text }) => kind === 'after' && text.split(' ')[1] === name)
    if (after !== undefined) return [`${other.name} (${after.text})`]
    return other.needs.includes(name) ? [`${other.name} (needs it)`] : []
  })
  return followers.length === 0 ? 'no other task' : followers.join(', ')
}
