import type { operationBegun } from '@lakehouse/contracts/api/jobs.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { ApiFailure } from '../../../lib/api/api-failure.ts'
import { OperationSteps } from './operation-steps.tsx'
import styles from './tables.module.css'

interface ChangeDialogProps {
  /** What stands on the button that opens it. */
  opener: string
  title: string
  /** What will happen and what not. */
  children: ReactNode
  /** What stands on the button that does it. */
  doer: string
  /** Why it cannot be done at all now; null when it can. */
  refused: string | null
  change: () => Promise<z.infer<typeof operationBegun>>
  /** Whether a change of this kind takes the table's name as proof that this one is meant. */
  typed?: string
}

/** Asks once, with what will happen; then shows the operation step by step. Closing leaves it running. */
export function ChangeDialog({ opener, title, children, doer, refused, change, typed }: ChangeDialogProps) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const client = useQueryClient()
  const readOnly = useReadOnlyReason()
  const run = useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['api'], refetchType: 'none' }),
  })
  const reason = readOnly ?? refused
  const missing = typed !== undefined && text !== typed ? `Type ${typed} to go ahead` : null
  return (
    <>
      <Button disabled={reason !== null} title={reason ?? undefined} onClick={() => setOpen(true)}>
        {opener}
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          setText('')
          run.reset()
        }}
        title={title}
      >
        <div className={styles.form}>
          {run.data === undefined ? children : <p>{run.data.would}</p>}
          {run.data?.operation != null && <OperationSteps id={run.data.operation} />}
          {run.error && (
            <p role="alert" className={styles.error}>
              {run.error.message} {run.error instanceof ApiFailure ? run.error.action : ''}
            </p>
          )}
          {run.data === undefined && typed !== undefined && (
            <label className={styles.field}>
              Type the table’s name to go ahead
              <input
                className={styles.input}
                value={text}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setText(event.target.value)}
              />
            </label>
          )}
          <div className={styles.actions}>
            <Button onClick={() => setOpen(false)}>{run.data === undefined ? 'Not now' : 'Close'}</Button>
            {run.data === undefined && (
              <Button
                disabled={run.isPending || missing !== null}
                title={missing ?? (run.isPending ? 'Asking the control plane' : undefined)}
                onClick={() => run.mutate()}
              >
                {doer}
              </Button>
            )}
          </div>
        </div>
      </Dialog>
    </>
  )
}
