import type { Alert, AlertSeverity, AlertState } from '@lakehouse/contracts/api/alerts.ts'
import { BellOff, CircleCheck, Eye, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Tone } from '../../components/badge.tsx'

interface Look {
  readonly tone: Tone
  readonly icon: LucideIcon
  readonly word: string
}

export const severities: Readonly<Record<AlertSeverity, Look>> = {
  critical: { tone: 'bad', icon: OctagonAlert, word: 'critical' },
  warning: { tone: 'warn', icon: TriangleAlert, word: 'warning' },
}

export const states: Readonly<Record<Exclude<AlertState, 'open'>, Look>> = {
  acknowledged: { tone: 'neutral', icon: Eye, word: 'acknowledged' },
  silenced: { tone: 'neutral', icon: BellOff, word: 'silenced' },
  past: { tone: 'ok', icon: CircleCheck, word: 'past' },
}

/** What became of telling the webhook, in a few words; null where it was not told of it. */
export function deliveryWords({ deliveries }: Pick<Alert, 'deliveries'>): string | null {
  if (deliveries.length === 0) return null
  return deliveries
    .map(({ event, state, attempts, detail }) => {
      const what = { waiting: 'not told yet', delivered: 'told', given_up: 'given up' }[state]
      const tries = state === 'delivered' && attempts === 1 ? '' : `, ${attempts} ${attempts === 1 ? 'try' : 'tries'}`
      return `${event}: ${what}${tries}${state === 'delivered' || detail === null ? '' : `, ${detail}`}`
    })
    .join('; ')
}
