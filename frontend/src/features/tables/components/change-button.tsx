import type { operationBegun } from '@lakehouse/contracts/api/jobs.ts'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { ActionButton } from '../../../components/action-button.tsx'
import { ChangeDialog } from '../../../components/operation/change-dialog.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'

interface ChangeButtonProps {
  opener: string
  /** The question, and what stands on the button that does it. */
  title: string
  confirm: string
  /** What will happen and what not. */
  children: ReactNode
  /** Why it cannot be done at all now; null when it can. */
  refused: string | null
  /** Why it cannot be done as it stands in the dialog; null when it can. */
  reason?: string | null
  change: () => Promise<z.infer<typeof operationBegun>>
  /** The table's name, where a change of this kind takes it as proof that this table is meant. */
  typed?: string
}

/** Opens the question whether a table is to be changed. */
export function ChangeButton({ opener, refused, ...question }: ChangeButtonProps) {
  const [open, setOpen] = useState(false)
  const readOnly = useReadOnlyReason()
  return (
    <>
      <ActionButton reason={readOnly ?? refused} onClick={() => setOpen(true)}>
        {opener}
      </ActionButton>
      {open && <ChangeDialog {...question} onClose={() => setOpen(false)} />}
    </>
  )
}
