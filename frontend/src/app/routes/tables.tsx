import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { TableListPanel } from '../../features/tables/components/table-list-panel.tsx'
import { TablePanels } from '../../features/tables/components/table-panels.tsx'

/** The Iceberg tables: how well they are, what keeps them well, and what they were before. */
export function Component() {
  return (
    <PanelGrid>
      <TableListPanel />
      <TablePanels />
    </PanelGrid>
  )
}
