import { ago, type Condition } from '../condition.ts'

/** A checkpoint normally completes every 2 s; a restart of Flink may cost up to a minute. */
const LONGEST_MS = 60_000

/** A job has completed no checkpoint for long: nothing it reads becomes visible, and a crash repeats all of it. */
export const noCheckpoint: Condition = {
  rule: 'no-checkpoint',
  forMs: 0,
  needs: ['flink'],
  *find({ jobs, at }) {
    for (const { name, startedAt, lastCheckpointAt, checkpointIntervalMs, checkpointFailure, tasks } of jobs) {
      const since = Math.max(lastCheckpointAt ?? 0, startedAt)
      if (at - since <= Math.max(LONGEST_MS, 10 * checkpointIntervalMs)) continue
      const held = tasks.filter(({ backPressured }) => (backPressured ?? 0) > 0.5)
      yield {
        key: name,
        severity: 'critical',
        object: name,
        job: name,
        title: `Job ${name} completes no checkpoint`,
        cause: [
          `The last one completed ${ago(at - since)} ago.`,
          checkpointFailure === null ? '' : `The newest failed: ${checkpointFailure}.`,
          held.length === 0 ? '' : `Back-pressure holds up ${held.map(({ label }) => label).join(', ')}.`,
        ]
          .filter((part) => part !== '')
          .join(' '),
        action: `Checkpoints go to MinIO: npm run status. Which task is late: npm run jobs -- show ${name}`,
        since,
      }
    }
  },
}
