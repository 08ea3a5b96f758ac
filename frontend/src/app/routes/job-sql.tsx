import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { SqlEditorPage } from '../../features/sql-editor/components/sql-editor-page.tsx'

/** Write the SQL of a job: checked while it is written, applied as one operation. */
export function Component() {
  return (
    <PanelGrid>
      <SqlEditorPage />
    </PanelGrid>
  )
}
