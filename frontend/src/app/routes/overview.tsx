import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { JobsPanel } from '../../features/health/components/jobs-panel.tsx'
import { PartsPanel } from '../../features/health/components/parts-panel.tsx'
import { DemandSupplyPanel } from '../../features/overview/components/demand-supply-panel.tsx'
import { KeyFigures } from '../../features/overview/components/key-figures.tsx'
import { averageFare, MinutesPanel, tripsPerMinute } from '../../features/overview/components/minutes-panel.tsx'
import { RideStatesPanel } from '../../features/overview/components/ride-states-panel.tsx'
import { SurgeTrendPanel } from '../../features/overview/components/surge-trend-panel.tsx'
import { TableFreshnessPanel } from '../../features/overview/components/table-freshness-panel.tsx'
import { ZoneMapPanel } from '../../features/overview/components/zone-map-panel.tsx'
import { ZoneTablePanel } from '../../features/overview/components/zone-table-panel.tsx'

/** Is the city all right, is the pipeline all right, what needs me. */
export function Component() {
  return (
    <PanelGrid>
      <KeyFigures />
      <ZoneMapPanel />
      <ZoneTablePanel />
      <SurgeTrendPanel />
      <DemandSupplyPanel />
      <MinutesPanel measure={tripsPerMinute} />
      <MinutesPanel measure={averageFare} />
      <RideStatesPanel />
      <JobsPanel />
      <TableFreshnessPanel />
      <PartsPanel />
    </PanelGrid>
  )
}
