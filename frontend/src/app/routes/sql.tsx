import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { SqlPage } from '../../features/sql/components/sql-page.tsx'

/** Free SQL, for reading. */
export function Component() {
  return (
    <PanelGrid>
      <SqlPage />
    </PanelGrid>
  )
}
