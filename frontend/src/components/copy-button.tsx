import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import styles from './copy-button.module.css'

const SHOWN_MS = 1_500

/** Copies `text`; says so, or says that the browser refused. `what` completes "Copy …" for screen readers. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('refused')
    }
    setTimeout(() => setOutcome(null), SHOWN_MS)
  }
  return (
    <Button
      quiet
      className={styles.copy}
      aria-label={outcome ? `${what} ${outcome}` : `Copy ${what}`}
      title={outcome === 'refused' ? 'The browser refused; select the text instead' : `Copy ${what}`}
      onClick={(event) => {
        event.stopPropagation()
        void copy()
      }}
    >
      {outcome === 'copied' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
    </Button>
  )
}
