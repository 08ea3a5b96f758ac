import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { JobsPage } from '../../features/jobs/components/jobs-page.tsx'

/** Every Flink job: what it runs, what it can go back to, and everything that changes it. */
export function Component() {
  return (
    <PanelGrid>
      <JobsPage />
    </PanelGrid>
  )
}
