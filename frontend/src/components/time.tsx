import { serverNow } from '../lib/server-clock.ts'
import { useSettings } from '../lib/settings.ts'
import { formatAge, formatClock, formatFull } from '../lib/time.ts'
import { useNow } from '../lib/use-now.ts'

/** A moment as a clock reads it, local or UTC as set; the full date in both and the age on hover. */
export function Time({ at }: { at: string | null }) {
  const { timeZone } = useSettings()
  if (at === null) return <Missing />
  const ms = Date.parse(at)
  const title = `${formatFull(ms, 'local')}\n${formatFull(ms, 'utc')}\n${formatAge(serverNow() - ms)} ago`
  return (
    <time dateTime={at} title={title}>
      {formatClock(ms, timeZone)}
    </time>
  )
}

/** How long ago a moment was, by the server's clock, counting on; the moment itself on hover. */
export function Age({ at }: { at: number | null }) {
  const now = useNow()
  if (at === null) return <Missing />
  return (
    <time dateTime={new Date(at).toISOString()} title={`${formatFull(at, 'local')}\n${formatFull(at, 'utc')}`}>
      {formatAge(now - at)}
    </time>
  )
}

/** Nothing there: not the same as zero. */
export function Missing() {
  return (
    <>
      <span aria-hidden>–</span>
      <span className="visually-hidden">none</span>
    </>
  )
}
