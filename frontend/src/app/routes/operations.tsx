import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { OperationsPage } from '../../features/operations/components/operations-page.tsx'

/** The journal: who changed what, when, step by step, and what came of it. */
export function Component() {
  return (
    <PanelGrid>
      <OperationsPage />
    </PanelGrid>
  )
}
