import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { MapPanel } from '../../features/map/components/map-panel.tsx'
import { ZoneListPanel } from '../../features/map/components/zone-list-panel.tsx'

/** One city: surge by zone, and every driver where it is. */
export function Component() {
  return (
    <PanelGrid>
      <MapPanel />
      <ZoneListPanel />
    </PanelGrid>
  )
}
