import { EllipsisVertical } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { downloadText, toCsv } from '../../lib/csv.ts'
import { Button } from '../button.tsx'
import { overlayRoot } from '../overlay-root.ts'
import styles from './panel-menu.module.css'
import type { TableData } from './plain-table.tsx'

interface PanelMenuProps {
  title: string
  table: (() => TableData) | undefined
  asTable: boolean
  onAsTable: ((asTable: boolean) => void) | undefined
  maximised: boolean
  onMaximised: (maximised: boolean) => void
}

/** What else one can do with a panel: read it as a table, take it along, fill the window with it. */
export function PanelMenu({ title, table, asTable, onAsTable, maximised, onMaximised }: PanelMenuProps) {
  const exportCsv = (read: () => TableData) => {
    const { columns, rows } = read()
    downloadText(`${title.toLowerCase().replaceAll(/\W+/g, '-')}.csv`, toCsv(columns, rows))
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button quiet aria-label={`More for ${title}`}>
          <EllipsisVertical size={16} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={overlayRoot()}>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
          {table && onAsTable && (
            <DropdownMenu.Item className={styles.item} onSelect={() => onAsTable(!asTable)}>
              {asTable ? 'Show as chart' : 'Show as table'}
            </DropdownMenu.Item>
          )}
          {table && (
            <DropdownMenu.Item className={styles.item} onSelect={() => exportCsv(table)}>
              Download CSV
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Item className={styles.item} onSelect={() => onMaximised(!maximised)}>
            {maximised ? 'Leave full screen (Esc)' : 'Full screen'}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
