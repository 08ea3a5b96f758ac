import { usePaused } from '../../lib/pause.ts'
import { usePageStatus } from '../../lib/polling/use-page-status.ts'

/** Tells screen readers when the page's state changes, and only then: never each tick. */
export function Announcer() {
  const { kind, cause } = usePageStatus()
  const paused = usePaused()
  const words = {
    loading: '',
    live: 'The page is live.',
    stale: `The numbers are stale. ${cause}`,
    error: `A part of the page failed. ${cause}`,
  }
  return (
    <p className="visually-hidden" role="status">
      {paused ? 'Paused.' : words[kind]}
    </p>
  )
}
