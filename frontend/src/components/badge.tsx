import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import styles from './badge.module.css'

export type Tone = 'ok' | 'warn' | 'bad' | 'stale' | 'neutral'

interface BadgeProps extends ComponentProps<'span'> {
  tone: Tone
  icon: LucideIcon
  children: ReactNode
}

/** A state: colour, icon and word together, never colour alone. */
export function Badge({ tone, icon: Icon, children, className, ...rest }: BadgeProps) {
  return (
    <span {...rest} className={clsx(styles.badge, styles[tone], className)}>
      <Icon size={13} aria-hidden />
      <span className={styles.text}>{children}</span>
    </span>
  )
}
