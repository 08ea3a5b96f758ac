import { Age, Missing } from '../../../components/time.tsx'
import { formatAge, formatDuration } from '../../../lib/time.ts'

interface TookProps {
  started: string | null
  ended: string | null
}

/** How long something took, or for how long it has been going on. */
export function Took({ started, ended }: TookProps) {
  if (started === null) return <Missing />
  if (ended === null) return <Age at={Date.parse(started)} />
  const ms = Date.parse(ended) - Date.parse(started)
  return ms < 60_000 ? formatDuration(ms) : formatAge(ms)
}
