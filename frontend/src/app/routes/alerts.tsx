import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { AlertsPage } from '../../features/alerts/components/alerts-page.tsx'

/** What is wrong, since when, why, and what to do. */
export function Component() {
  return (
    <PanelGrid>
      <AlertsPage />
    </PanelGrid>
  )
}
