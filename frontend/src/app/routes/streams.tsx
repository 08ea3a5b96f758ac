import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { StreamPanels } from '../../features/streams/components/stream-panels.tsx'

/** The newest Kafka records and the newest Iceberg rows side by side. */
export function Component() {
  return (
    <PanelGrid>
      <StreamPanels />
    </PanelGrid>
  )
}
