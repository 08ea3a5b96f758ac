import { Tooltip as Radix } from 'radix-ui'
import { type FocusEvent, type ReactElement, type ReactNode, useState } from 'react'
import { overlayRoot } from './overlay-root.ts'
import styles from './tooltip.module.css'

/** Says more about a focusable element while the pointer or the focus is on it; Escape closes it. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactElement }) {
  const [open, setOpen] = useState(false)
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild onFocus={(event) => openAfterScroll(event, setOpen)}>
        {children}
      </Radix.Trigger>
      <Radix.Portal container={overlayRoot()}>
        <Radix.Content className={styles.content} sideOffset={6} collisionPadding={8}>
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The keyboard's focus scrolls what is out of sight into view, and a scroll closes the tooltip that the focus opened. */
function openAfterScroll({ currentTarget }: FocusEvent, setOpen: (open: boolean) => void): void {
  // Browsers tell of a scroll before they ask for the frame that shows it.
  requestAnimationFrame(() => {
    if (currentTarget === document.activeElement && currentTarget.matches(':focus-visible')) setOpen(true)
  })
}
