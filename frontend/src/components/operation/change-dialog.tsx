import type { operationBegun } from '@lakehouse/contracts/api/jobs.ts'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { ApiFailure } from '../../lib/api/api-failure.ts'
import { ActionButton } from '../action-button.tsx'
import { Button } from '../button.tsx'
import { ChangeFailure } from '../change-failure.tsx'
import { Dialog } from '../dialog.tsx'
import styles from './operation.module.css'
import { OperationProgress } from './operation-progress.tsx'

interface ChangeDialogProps {
  /** A question with the object's name in it. */
  title: string
  /** What will happen and what not, and what else has to be said or chosen. */
  children: ReactNode
  /** What stands on the button that does it. */
  confirm: string
  /** Why it cannot be done as it stands; null when it can. */
  reason: string | null
  change: () => Promise<z.infer<typeof operationBegun>>
  onClose: () => void
}

/** Asks once, then shows the operation step by step. Closing it leaves the operation going. */
export function ChangeDialog({ title, children, confirm, reason, change, onClose }: ChangeDialogProps) {
  const { data, error, isPending, mutate } = useMutation({ mutationFn: change })
  const failure =
    error === null ? null : error instanceof ApiFailure ? error : new ApiFailure(error.message, 'Reload the page.')
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title}>
      <div className={styles.dialog}>
        {data === undefined ? children : <p>{sentence(data.would)}</p>}
        {data?.operation != null && <OperationProgress id={data.operation} />}
        <ChangeFailure failure={failure} />
        <footer className={styles.foot}>
          <Button onClick={onClose}>{data === undefined ? 'Not now' : 'Close'}</Button>
          {data === undefined && (
            <ActionButton
              main
              reason={isPending ? 'The control plane is being asked' : reason}
              onClick={() => mutate()}
            >
              {confirm}
            </ActionButton>
          )}
        </footer>
      </div>
    </Dialog>
  )
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
