import clsx from 'clsx'
import type { ComponentProps } from 'react'
import styles from './action-button.module.css'
import { Button } from './button.tsx'
import { Tooltip } from './tooltip.tsx'

interface ActionButtonProps extends ComponentProps<typeof Button> {
  /** Why it cannot be pressed now; null where it can. */
  reason: string | null
  /** The one that a page or form is about. */
  main?: boolean
}

/** A button that changes something. Disabled, it can still be reached and says why on hover and focus. */
export function ActionButton({ reason, main = false, className, onClick, ...rest }: ActionButtonProps) {
  const button = (
    <Button
      {...rest}
      className={clsx(styles.action, main && styles.main, className)}
      aria-disabled={reason === null ? undefined : true}
      onClick={(event) => {
        if (reason === null) onClick?.(event)
        else event.preventDefault()
      }}
    />
  )
  return reason === null ? button : <Tooltip content={reason}>{button}</Tooltip>
}
