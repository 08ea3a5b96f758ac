import { meaningOf } from '../lib/glossary.ts'
import styles from './term.module.css'
import { Tooltip } from './tooltip.tsx'

/** A word of ours with its meaning from docs/glossary.md on hover and focus. */
export function Term({ word, children }: { word: string; children?: string }) {
  return (
    <Tooltip content={meaningOf(word)}>
      <button type="button" className={styles.term}>
        {children ?? word}
      </button>
    </Tooltip>
  )
}
