import { CircleCheck, CircleHelp, Clock, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import { formatCount } from '../../../lib/number.ts'
import type { Judgement } from '../judge-record.ts'

/** What the pipeline makes of a record, in a word. */
export function JudgementBadge({ judgement }: { judgement: Judgement }) {
  switch (judgement.kind) {
    case 'on-time':
      return (
        <Badge tone="ok" icon={CircleCheck} title="Valid and on time">
          Valid
        </Badge>
      )
    case 'late':
      return (
        <Badge
          tone="warn"
          icon={Clock}
          title={`Late by ${formatCount(String(judgement.byMs))} ms: changes its ride, but no window`}
        >
          Late
        </Badge>
      )
    case 'dead-letter':
      return (
        <Badge tone="bad" icon={TriangleAlert} title={`Dead letter: ${judgement.reason}`}>
          Invalid
        </Badge>
      )
    case 'unknown':
      return (
        <Badge tone="neutral" icon={CircleHelp} title="Only the first 8 KiB are shown, so it cannot be judged here">
          Cut
        </Badge>
      )
  }
}
