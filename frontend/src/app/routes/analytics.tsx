import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { BuildPanel } from '../../features/analytics/components/build-panel.tsx'
import { ChecksPanel } from '../../features/analytics/components/checks-panel.tsx'
import { LineagePanel } from '../../features/analytics/components/lineage-panel.tsx'
import { Marts } from '../../features/analytics/components/marts.tsx'
import { ProblemsPanel } from '../../features/analytics/components/problems-panel.tsx'

/** What dbt makes of the tables: can it be trusted, what does it say, where does it come from. */
export function Component() {
  return (
    <PanelGrid>
      <BuildPanel />
      <ChecksPanel />
      <ProblemsPanel />
      <Marts />
      <LineagePanel />
    </PanelGrid>
  )
}
