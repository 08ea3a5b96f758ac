import { BUILD_TASK } from '@lakehouse/contracts/api/analytics.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Hammer } from 'lucide-react'
import { AlertDialog } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { overlayRoot } from '../../../components/overlay-root.ts'
import { useReadOnlyReason } from '../../../lib/access-token.ts'
import { ApiFailure } from '../../../lib/api/api-failure.ts'
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
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        run.reset()
        setOpen(next)
      }}
    >
      <AlertDialog.Trigger asChild>
        <Button disabled={reason !== null} title={reason ?? 'Build the marts, test them, publish what passed'}>
          <Hammer size={14} aria-hidden /> Run build
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal container={overlayRoot()}>
        <AlertDialog.Overlay className={styles.overlay} />
        <AlertDialog.Content className={styles.dialog} data-modal>
          <AlertDialog.Title className={styles.title}>Run task {BUILD_TASK}?</AlertDialog.Title>
          <AlertDialog.Description className={styles.text}>
            Builds every model into ride_hailing_audit and tests it. Only if all is green are the marts of
            ride_hailing_marts replaced, one commit each; otherwise they stay as they are. Flink and its tables are only
            read. It takes about a minute and can be cancelled on the page Tasks.
          </AlertDialog.Description>
          <label className={styles.choice}>
            <input type="checkbox" checked={fullRefresh} onChange={(event) => setFullRefresh(event.target.checked)} />
            From the first event on (full refresh), not only what is new
          </label>
          {run.error && (
            <p role="alert" className={styles.error}>
              {run.error.message} {run.error instanceof ApiFailure ? run.error.action : ''}
            </p>
          )}
          <div className={styles.actions}>
            <AlertDialog.Cancel asChild>
              <Button>Not now</Button>
            </AlertDialog.Cancel>
            <Button
              disabled={run.isPending}
              title={run.isPending ? 'Asking the control plane' : undefined}
              onClick={() => run.mutate()}
            >
              Build and publish
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
