import type { Validation } from '@lakehouse/contracts/api/jobs.ts'
import { useEffect, useState } from 'react'
import { ApiFailure } from '../../lib/api/api-failure.ts'
import { validate } from './api/editor.ts'

/** A pause in typing as long as this is worth a question. */
const PAUSE_MS = 800

/** What is known of a text: nothing yet, an answer, or why there is none. */
export type Checked =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly answer: Validation }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }

interface Settled {
  readonly job: string
  readonly sql: string
  readonly round: number
  readonly checked: Checked
}

const WAITING: Checked = { kind: 'waiting' }

/**
 * Asks what the gateway and the rules say of a text, whenever it has not changed for a moment. An answer to an earlier
 * text is never shown for a later one. `round` asks again for the same text.
 */
export function useValidation(job: string, sql: string | null, round: number): Checked {
  const [settled, settle] = useState<Settled | null>(null)
  useEffect(() => {
    if (sql === null) return
    let superseded = false
    const tell = (checked: Checked) => superseded || settle({ job, sql, round, checked })
    const timer = setTimeout(async () => {
      tell({ kind: 'checking' })
      try {
        tell({ kind: 'checked', answer: await validate(job, sql) })
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error
        tell({ kind: 'failed', failure: error })
      }
    }, PAUSE_MS)
    return () => {
      superseded = true
      clearTimeout(timer)
    }
  }, [job, sql, round])
  const current = settled !== null && settled.job === job && settled.sql === sql && settled.round === round
  return current ? settled.checked : WAITING
}
