import { CircleAlert, CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react'
import { Badge } from './badge.tsx'

const PASSING = ['CREATED', 'INITIALIZING', 'RESTARTING', 'RECONCILING', 'CANCELLING', 'SUSPENDED']

interface JobStateProps {
  state: string
  flinkJobId: string | null
}

/** RUNNING is good; stopped, or what Flink may still change by itself, is a warning; the rest needs somebody. */
export function JobState({ state, flinkJobId }: JobStateProps) {
  const stopped = state === 'NOT_RUNNING'
  const tone = state === 'RUNNING' ? 'ok' : stopped || PASSING.includes(state) ? 'warn' : 'bad'
  const icon = { ok: CircleCheck, warn: stopped ? CircleSlash : TriangleAlert, bad: CircleAlert }[tone]
  const title = flinkJobId === null ? 'Flink runs no job of this name' : `Flink job ${flinkJobId}`
  return (
    <Badge tone={tone} icon={icon} title={title}>
      {stopped ? 'not running' : state}
    </Badge>
  )
}
