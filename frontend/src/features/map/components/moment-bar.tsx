import { SkipBack, SkipForward } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { Time } from '../../../components/time.tsx'
import { formatAge } from '../../../lib/time.ts'
import { useNow } from '../../../lib/use-now.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { MOST_STEPS, momentOf, parseMoment, REACH_MINUTES, STEP_SECONDS, stepsBack } from '../moment.ts'
import styles from './moment-bar.module.css'

/** Turns the map back: the surge windows closed at a moment of the last hour, and the drivers as they pinged then. */
export function MomentBar() {
  const [text, setText] = useUrlState<string>('at', '')
  const now = useNow()
  const moment = parseMoment(text, now)
  const steps = stepsBack(moment, now)
  const go = (back: number) => {
    const at = momentOf(Math.max(0, Math.min(MOST_STEPS, back)), now)
    setText(at === null ? '' : new Date(at).toISOString())
  }
  const words = moment === null ? 'now' : `${formatAge(now - moment)} ago`
  return (
    <div className={styles.bar}>
      <Button
        quiet
        aria-label={`${STEP_SECONDS} s earlier`}
        title={`${STEP_SECONDS} s earlier`}
        onClick={() => go(Math.max(2, steps + 1))}
      >
        <SkipBack size={14} aria-hidden />
      </Button>
      <input
        type="range"
        className={styles.slider}
        aria-label={`Moment, up to ${REACH_MINUTES} minutes back`}
        aria-valuetext={words}
        min={-MOST_STEPS}
        max={0}
        step={1}
        value={-steps}
        onChange={(event) => go(-Number(event.target.value))}
      />
      <Button
        quiet
        aria-label={`${STEP_SECONDS} s later`}
        title={moment === null ? 'This is the newest there is' : `${STEP_SECONDS} s later`}
        disabled={moment === null}
        onClick={() => go(steps - 1)}
      >
        <SkipForward size={14} aria-hidden />
      </Button>
      <span className={styles.words}>
        {words}
        {moment !== null && (
          <>
            {' · '}
            <Time at={new Date(moment).toISOString()} />
          </>
        )}
      </span>
      <Button
        disabled={moment === null}
        title={moment === null ? 'The map is live already' : 'Back to now'}
        onClick={() => setText('')}
      >
        Back to live
      </Button>
    </div>
  )
}
