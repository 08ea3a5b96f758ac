import { Dialog } from '../../components/dialog.tsx'
import { pages } from '../pages.ts'
import styles from './help-dialog.module.css'

const shortcuts: readonly (readonly [keys: string, meaning: string])[] = [
  ...pages.map(({ shortcut, title }) => [`g ${shortcut}`, `Go to ${title}`] as const),
  ['/', 'Search or filter on this page'],
  ['space', 'Pause and resume live data'],
  ['?', 'This help'],
  ['↑ ↓ Home End', 'Move through the rows of a table'],
  ['Enter', 'Choose the row'],
  ['Esc', 'Close, or empty the filter'],
]

/** Every shortcut there is. */
export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className={styles.list}>
        {shortcuts.map(([keys, meaning]) => (
          <div key={keys} className={styles.row}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
