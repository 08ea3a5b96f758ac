import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { Button } from '../../components/button.tsx'
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
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.dialog} data-modal aria-describedby={undefined}>
          <header className={styles.header}>
            <Dialog.Title className={styles.title}>Keyboard shortcuts</Dialog.Title>
            <Dialog.Close asChild>
              <Button quiet aria-label="Close">
                <X size={16} aria-hidden />
              </Button>
            </Dialog.Close>
          </header>
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
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
