import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { RidesPanel } from '../../features/rides/components/rides-panel.tsx'
import { TracePanel } from '../../features/rides/components/trace-panel.tsx'

/** Find a ride, and follow it from Kafka to every row it has a part in. */
export function Component() {
  return (
    <PanelGrid>
      <RidesPanel />
      <TracePanel />
    </PanelGrid>
  )
}
