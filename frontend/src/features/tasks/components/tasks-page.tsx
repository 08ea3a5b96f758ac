import type { TaskSummary } from '@lakehouse/contracts/api/tasks.ts'
import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { tasksQuery } from '../../../lib/api/tasks-query.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { runsQuery } from '../api/tasks.ts'
import { RunForm } from './run-form.tsx'
import { RunPanel } from './run-panel.tsx'
import { RunsPanel } from './runs-panel.tsx'
import { TaskPanel } from './task-panel.tsx'
import { TasksPanel } from './tasks-panel.tsx'

/** All tasks, the chosen one, all runs, and the chosen one; the choice is in the address. */
export function TasksPage() {
  const [params, setParams] = useSearchParams()
  const { data: tasks } = usePolledQuery(tasksQuery)
  const { data: runs } = usePolledQuery(runsQuery)
  const task = params.get('task') ?? tasks?.tasks[0]?.name ?? ''
  const run = wholeNumber(params.get('run')) ?? runs?.runs.find((one) => one.task === task)?.id ?? null
  const [form, setForm] = useState<TaskSummary | null>(null)
  const choose = (next: { task?: string; run?: number }) => {
    setParams(
      (current) => {
        const changed = new URLSearchParams(current)
        if (next.task !== undefined) changed.set('task', next.task)
        if (next.run === undefined) changed.delete('run')
        else changed.set('run', String(next.run))
        return changed
      },
      { replace: true },
    )
  }
  return (
    <>
      <TasksPanel chosen={task} onChoose={(name) => choose({ task: name })} onForm={setForm} />
      <TaskPanel name={task} onForm={setForm} />
      <RunsPanel chosen={run} onChoose={(id, name) => choose({ task: name, run: id })} />
      {run !== null && <RunPanel id={run} onRun={(id) => choose({ run: id })} />}
      {form !== null && (
        <RunForm
          task={form}
          onClose={() => setForm(null)}
          onRun={(id) => {
            setForm(null)
            choose({ task: form.name, run: id })
          }}
        />
      )}
    </>
  )
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null
}
