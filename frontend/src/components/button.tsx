import clsx from 'clsx'
import type { ComponentProps } from 'react'
import styles from './button.module.css'

interface ButtonProps extends ComponentProps<'button'> {
  /** Only an icon shows; then give an `aria-label`. */
  quiet?: boolean
}

/** A plain button; `quiet` ones have no frame until pointed at. */
export function Button({ quiet = false, className, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={clsx(styles.button, quiet && styles.quiet, className)} />
}
