import { BUILD_TASK } from '@lakehouse/contracts/api/analytics.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Hammer } from 'lucide-react'
import { useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { Button } from '../../../components/button.tsx'
import { ChangeFailure } from '../../../components/change-failure.tsx'
import { Dialog, DialogButtons } from '../../../components/dialog.tsx'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { tasksQuery } from '../../../lib/api/tasks-query.ts'
import { runBuild } from '../api/build-runs.ts'
import styles from './run-build.module.css'

/** Starts a build after asking once; disabled while one goes on and where this browser may only look, saying why. */
export function RunBuild({ busy }: { busy: string | null }) {
  const [open, setOpen] = useState(false)
  const [fullRefresh, setFullRefresh] = useState(false)
  const client = useQueryClient()
  const readOnly = useReadOnlyReason()
  const run = useMutation({
    mutationFn: () => runBuild(fullRefresh),
    onSuccess: () => {
      setOpen(false)
      return client.invalidateQueries({ queryKey: tasksQuery.queryKey })
    },
  })
  const reason = readOnly ?? busy
  const show = (next: boolean) => {
    run.reset()
    setOpen(next)
  }
  return (
    <>
      <ActionButton reason={reason} onClick={() => show(true)}>
        <Hammer size={14} aria-hidden /> Run build
      </ActionButton>
      <Dialog open={open} onOpenChange={show} title={`Run task ${BUILD_TASK}?`}>
        <p>
          Builds every model into ride_hailing_audit and tests it. Only if all is green are the marts of
          ride_hailing_marts replaced, one commit each; otherwise they stay as they are. Flink and its tables are only
          read. It takes two to three minutes and can be cancelled on the page Tasks.
        </p>
        <label className={styles.choice}>
          <input type="checkbox" checked={fullRefresh} onChange={(event) => setFullRefresh(event.target.checked)} />
          From the first event on (full refresh), not only what is new
        </label>
        <ChangeFailure failure={run.error} />
        <DialogButtons>
          <Button onClick={() => show(false)}>Not now</Button>
          <ActionButton
            main
            reason={run.isPending ? 'The control plane is being asked' : null}
            onClick={() => run.mutate()}
          >
            Build and publish
          </ActionButton>
        </DialogButtons>
      </Dialog>
    </>
  )
}
