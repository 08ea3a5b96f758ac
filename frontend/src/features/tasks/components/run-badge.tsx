import type { StepState } from '@lakehouse/contracts/api/tasks.ts'
import { Badge } from '../../../components/badge.tsx'
import { runStates } from '../run-states.ts'

/** The state of a run or step; `title` says more on hover. */
export function RunBadge({ state, title }: { state: StepState; title?: string | undefined }) {
  const { tone, icon, word } = runStates[state]
  return (
    <Badge tone={tone} icon={icon} title={title}>
      {word}
    </Badge>
  )
}
