import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import styles from './detail.module.css'

interface DetailProps {
  title: string
  /** Above the text: what is known about it. */
  about: ReactNode
  text: string
  onClose: () => void
}

/** One record or row in full. It stays while the list beside it moves on. */
export function Detail({ title, about, text, onClose }: DetailProps) {
  return (
    <section className={styles.detail} aria-label={title}>
      <header className={styles.header}>
        <h3 className={styles.title}>{title}</h3>
        <CopyButton text={text} what={title} />
        <Button quiet aria-label={`Close ${title}`} onClick={onClose}>
          <X size={14} aria-hidden />
        </Button>
      </header>
      <div className={styles.about}>{about}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {text}
      </pre>
    </section>
  )
}
