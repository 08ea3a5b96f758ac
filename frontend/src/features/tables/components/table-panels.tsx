import { useTable } from '../view.ts'
import { DdlPanel } from './ddl-panel.tsx'
import { DiffPanel } from './diff-panel.tsx'
import { GrowthPanel } from './growth-panel.tsx'
import { HealthPanel } from './health-panel.tsx'
import { LayoutPanel } from './layout-panel.tsx'
import { MaintenancePanel } from './maintenance-panel.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { SnapshotsPanel } from './snapshots-panel.tsx'
import { SurgeThenPanel } from './surge-then-panel.tsx'

/** Everything about the chosen table. */
export function TablePanels() {
  const [table] = useTable()
  return (
    <>
      <HealthPanel key={`health ${table}`} table={table} />
      <GrowthPanel key={`growth ${table}`} table={table} />
      <MaintenancePanel key={`maintenance ${table}`} table={table} />
      <SnapshotsPanel key={`snapshots ${table}`} table={table} />
      {table === 'iceberg_surge_pricing' && <SurgeThenPanel table={table} />}
      <LayoutPanel key={`layout ${table}`} table={table} />
      <DiffPanel key={`diff ${table}`} table={table} />
      <PreviewPanel key={`preview ${table}`} table={table} />
      <DdlPanel key={`ddl ${table}`} table={table} />
    </>
  )
}
