import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { EndpointsPanel } from '../../features/settings/components/endpoints-panel.tsx'
import { PreferencesPanel } from '../../features/settings/components/preferences-panel.tsx'

/** How this browser shows the dashboard, and where everything listens. */
export function Component() {
  return (
    <PanelGrid>
      <PreferencesPanel />
      <EndpointsPanel />
    </PanelGrid>
  )
}
