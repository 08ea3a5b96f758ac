import type { StepState } from '@lakehouse/contracts/api/tasks.ts'
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Hourglass,
  type LucideIcon,
  Play,
  Recycle,
  RotateCw,
  Unplug,
} from 'lucide-react'
import type { Tone } from '../../components/badge.tsx'

/** How each state of a run or step looks. */
export const runStates: Readonly<
  Record<StepState, { readonly tone: Tone; readonly icon: LucideIcon; readonly word: string }>
> = {
  waiting: { tone: 'neutral', icon: Hourglass, word: 'Waiting' },
  running: { tone: 'ok', icon: Play, word: 'Running' },
  retrying: { tone: 'warn', icon: RotateCw, word: 'Retrying' },
  succeeded: { tone: 'ok', icon: CircleCheck, word: 'Succeeded' },
  reused: { tone: 'ok', icon: Recycle, word: 'Done before' },
  failed: { tone: 'bad', icon: CircleAlert, word: 'Failed' },
  cancelled: { tone: 'stale', icon: Ban, word: 'Cancelled' },
  interrupted: { tone: 'warn', icon: Unplug, word: 'Interrupted' },
  skipped: { tone: 'neutral', icon: CircleDashed, word: 'Skipped' },
}
