import type { Condition } from './condition.ts'
import { jobNotRunning } from './conditions/job-not-running.ts'
import { lagGrowing } from './conditions/lag-growing.ts'
import { noCheckpoint } from './conditions/no-checkpoint.ts'
import { noCommit } from './conditions/no-commit.ts'
import { partDown } from './conditions/part-down.ts'
import { restartLoop } from './conditions/restart-loop.ts'
import { silentPartition } from './conditions/silent-partition.ts'
import { watermarkStalled } from './conditions/watermark-stalled.ts'

/** Everything the watchdog looks for; some remember what they saw, so each watchdog makes its own. */
export function allConditions(): Condition[] {
  return [
    partDown,
    jobNotRunning,
    restartLoop(),
    noCheckpoint,
    noCommit,
    watermarkStalled,
    silentPartition,
    lagGrowing(),
  ]
}
