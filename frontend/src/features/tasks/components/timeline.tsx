import type { RunSummary } from '@lakehouse/contracts/api/tasks.ts'
import { useSettings } from '../../../lib/settings.ts'
import { formatAge, formatClock, formatMinute } from '../../../lib/time.ts'
import { runStates } from '../run-states.ts'
import { type Lane, ticksOf } from '../timeline.ts'
import styles from './timeline.module.css'

interface TimelineProps {
  lanes: readonly Lane[]
  now: number
  spanMs: number
  chosen: number | null
  onChoose: (run: number, task: string) => void
}

/** Runs as bars on a common time axis, which ends now. */
export function Timeline({ lanes, now, spanMs, chosen, onChoose }: TimelineProps) {
  const { timeZone } = useSettings()
  const from = now - spanMs
  return (
    <div className={styles.timeline}>
      <div className={styles.axis} aria-hidden>
        {ticksOf(from, now).map((at) => (
          <span key={at} style={{ left: `${((at - from) / spanMs) * 100}%` }}>
            {formatMinute(at, timeZone)}
          </span>
        ))}
      </div>
      <ul className={styles.lanes}>
        {lanes.map(({ task, bars }) => (
          <li key={task} className={styles.lane}>
            <span className={styles.task} title={task}>
              {task}
            </span>
            <div className={styles.bars}>
              {bars.map(({ run, left, width }) => {
                const { tone, icon: Icon, word } = runStates[run.state]
                return (
                  <button
                    key={run.id}
                    type="button"
                    className={styles.bar}
                    data-tone={tone}
                    style={{ left: `min(${left}%, 100% - 18px)`, width: `${width}%` }}
                    aria-pressed={run.id === chosen}
                    aria-label={`Run ${run.id} of ${task}: ${word}`}
                    title={describe(run, word, now, (at) => formatClock(at, timeZone))}
                    onClick={() => onChoose(run.id, task)}
                  >
                    <Icon size={12} aria-hidden />
                  </button>
                )
              })}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

function describe(run: RunSummary, word: string, now: number, clock: (at: number) => string): string {
  const begun = run.started_at === null ? null : Date.parse(run.started_at)
  const ended = run.ended_at === null ? now : Date.parse(run.ended_at)
  const lines = [`Run ${run.id}: ${word}`, run.because]
  if (begun !== null) lines.push(`${clock(begun)}, ${formatAge(ended - begun)}`)
  const said = run.summary ?? run.waiting_for
  if (said !== null) lines.push(said)
  return lines.join('\n')
}
