import type { RideStatus } from '@lakehouse/contracts/events/ride-event.ts'
import { CircleCheck, CircleX, Hourglass, Navigation } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'

const looks = {
  REQUESTED: { tone: 'warn', icon: Hourglass, word: 'Requested' },
  ACCEPTED: { tone: 'neutral', icon: Navigation, word: 'Accepted' },
  COMPLETED: { tone: 'ok', icon: CircleCheck, word: 'Completed' },
  CANCELLED: { tone: 'stale', icon: CircleX, word: 'Cancelled' },
} as const

/** A ride's state. */
export function RideStatusBadge({ status }: { status: RideStatus }) {
  const { tone, icon, word } = looks[status]
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  )
}
