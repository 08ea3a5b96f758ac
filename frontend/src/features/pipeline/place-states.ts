import type { PlaceState } from '@lakehouse/contracts/api/pipeline.ts'
import { CircleCheck, CircleDashed, CircleSlash, Hourglass, type LucideIcon, OctagonAlert } from 'lucide-react'
import type { Tone } from '../../components/badge.tsx'

/** Icon, word and colour of each state: never colour alone. */
export const placeStates: Readonly<Record<PlaceState, { tone: Tone; icon: LucideIcon; word: string }>> = {
  ok: { tone: 'ok', icon: CircleCheck, word: 'ok' },
  slow: { tone: 'warn', icon: Hourglass, word: 'slow' },
  stalled: { tone: 'bad', icon: OctagonAlert, word: 'stalled' },
  idle: { tone: 'neutral', icon: CircleSlash, word: 'idle' },
  unknown: { tone: 'stale', icon: CircleDashed, word: 'unknown' },
}
