import clsx from 'clsx'
import styles from './diff-view.module.css'

const looks = { '+': styles.added, '-': styles.removed, '⋯': styles.gap } as const

/** What turned one text into another, as `diff -u` writes it: the mark says it, colour repeats it. */
export function DiffView({ diff, label }: { diff: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={styles.diff} tabIndex={0} aria-label={label}>
      {numbered(diff).map(({ number, text }) => (
        <code key={number} className={clsx(styles.line, looks[text.charAt(0) as keyof typeof looks])}>
          {text === '' ? ' ' : text}
        </code>
      ))}
    </section>
  )
}

function numbered(diff: string) {
  return diff.split('\n').map((text, index) => ({ number: index + 1, text }))
}
