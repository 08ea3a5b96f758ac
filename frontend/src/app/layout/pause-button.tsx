import { Pause, Play } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Tooltip } from '../../components/tooltip.tsx'
import { togglePause, usePaused } from '../../lib/pause.ts'

/** Stops and resumes all polling of this tab. */
export function PauseButton() {
  const paused = usePaused()
  const Icon = paused ? Play : Pause
  const label = paused ? 'Resume' : 'Pause'
  return (
    <Tooltip content={`${label} live data (space)`}>
      <Button onClick={togglePause} aria-label={`${label} live data`}>
        <Icon size={15} aria-hidden />
      </Button>
    </Tooltip>
  )
}
