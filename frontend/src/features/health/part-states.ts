import type { PartHealth } from '@lakehouse/contracts/api/health.ts'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'

/** How each state of a part looks. */
export const partStates = {
  up: { tone: 'ok', icon: CircleCheck, word: 'Up' },
  degraded: { tone: 'warn', icon: TriangleAlert, word: 'Degraded' },
  down: { tone: 'bad', icon: CircleAlert, word: 'Down' },
} as const

const severity: Record<PartHealth['state'], number> = { down: 0, degraded: 1, up: 2 }

/** What needs somebody first, then by the order the API gave. */
export function worstFirst(parts: readonly PartHealth[]): readonly PartHealth[] {
  return parts.toSorted((a, b) => severity[a.state] - severity[b.state])
}
