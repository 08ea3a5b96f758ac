import type { operationBegun } from '@lakehouse/contracts/api/jobs.ts'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { ActionButton } from '../action-button.tsx'
import { Button } from '../button.tsx'
import { ChangeFailure } from '../change-failure.tsx'
import { Dialog, DialogButtons } from '../dialog.tsx'
import { TextField } from '../text-field.tsx'
import { OperationProgress } from './operation-progress.tsx'

interface ChangeDialogProps {
  /** A question with the object's name in it. */
  title: string
  /** What will happen and what not, and what else has to be said or chosen. */
  children: ReactNode
  /** What stands on the button that does it. */
  confirm: string
  /** Why it cannot be done as it stands; null when it can. */
  reason?: string | null
  /** A name to be typed first, where the change cannot be taken back: proof that this one is meant. */
  typed?: string
  change: () => Promise<z.infer<typeof operationBegun>>
  onClose: () => void
}

/** Asks once, then shows the operation step by step. Closing it leaves the operation going. */
export function ChangeDialog({ title, children, confirm, reason = null, typed, change, onClose }: ChangeDialogProps) {
  const [text, setText] = useState('')
  const { data, error, isPending, mutate } = useMutation({ mutationFn: change })
  const missing = typed !== undefined && text !== typed ? `Type ${typed} to go ahead` : null
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title}>
      {data === undefined ? children : <p>{sentence(data.would)}</p>}
      {data === undefined && typed !== undefined && (
        <TextField code label={`Type ${typed} to go ahead`} value={text} onChange={setText} />
      )}
      {data?.operation != null && <OperationProgress id={data.operation} />}
      <ChangeFailure failure={error} />
      <DialogButtons>
        <Button onClick={onClose}>{data === undefined ? 'Not now' : 'Close'}</Button>
        {data === undefined && (
          <ActionButton
            main
            reason={isPending ? 'The control plane is being asked' : (reason ?? missing)}
            onClick={() => mutate()}
          >
            {confirm}
          </ActionButton>
        )}
      </DialogButtons>
    </Dialog>
  )
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
