import { PanelGrid } from '../../components/panel/panel-grid.tsx'
import { TasksPage } from '../../features/tasks/components/tasks-page.tsx'

/** What runs by itself: when next, what now, how it ended, and what it printed. */
export function Component() {
  return (
    <PanelGrid>
      <TasksPage />
    </PanelGrid>
  )
}
