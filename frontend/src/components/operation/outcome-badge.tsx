import type { OperationOutcome } from '@lakehouse/contracts/api/operations.ts'
import { CircleAlert, CircleCheck, CircleSlash, Hourglass, type LucideIcon, Undo2 } from 'lucide-react'
import { Badge, type Tone } from '../badge.tsx'

const looks: Readonly<Record<OperationOutcome, readonly [tone: Tone, icon: LucideIcon, word: string]>> = {
  succeeded: ['ok', CircleCheck, 'succeeded'],
  failed: ['bad', CircleAlert, 'failed'],
  rolled_back: ['warn', Undo2, 'rolled back'],
  cancelled: ['neutral', CircleSlash, 'cancelled'],
  interrupted: ['warn', CircleSlash, 'interrupted'],
}

/** How an operation ended, or that it goes on. */
export function OutcomeBadge({ outcome }: { outcome: OperationOutcome | null }) {
  const [tone, icon, word] = outcome === null ? (['neutral', Hourglass, 'under way'] as const) : looks[outcome]
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  )
}
