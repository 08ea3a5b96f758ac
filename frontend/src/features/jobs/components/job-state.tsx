import { CircleAlert, CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'

const PASSING = ['CREATED', 'INITIALIZING', 'RESTARTING', 'RECONCILING', 'CANCELLING', 'SUSPENDED']

/** RUNNING is good; what Flink may still change by itself is a warning; stopped is somebody's wish; the rest is bad. */
export function JobState({ state }: { state: string }) {
  const tone =
    state === 'RUNNING' ? 'ok' : state === 'NOT_RUNNING' ? 'neutral' : PASSING.includes(state) ? 'warn' : 'bad'
  const icon = { ok: CircleCheck, neutral: CircleSlash, warn: TriangleAlert, bad: CircleAlert }[tone]
  return (
    <Badge tone={tone} icon={icon}>
      {state === 'NOT_RUNNING' ? 'not running' : state}
    </Badge>
  )
}
