import { Ban, CircleAlert, CircleCheck, Play } from 'lucide-react'

/** How each state of a statement looks. */
export const executionStates = {
  running: { tone: 'ok', icon: Play, word: 'Running' },
  succeeded: { tone: 'ok', icon: CircleCheck, word: 'Done' },
  failed: { tone: 'bad', icon: CircleAlert, word: 'Failed' },
  cancelled: { tone: 'stale', icon: Ban, word: 'Cancelled' },
} as const
