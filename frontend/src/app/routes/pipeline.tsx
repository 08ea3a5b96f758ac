import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { PipelinePanels } from '../../features/pipeline/components/pipeline-panels.tsx'

/** One live map from producer to dashboard, and where the time goes. */
export function Component() {
  return (
    <PanelGrid>
      <PipelinePanels />
    </PanelGrid>
  )
}
