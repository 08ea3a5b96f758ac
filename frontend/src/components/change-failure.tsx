import { CircleAlert } from 'lucide-react'
import { ApiFailure } from '../lib/api/api-failure.ts'
import styles from './change-failure.module.css'

/** Why a change did not happen, and what to do. */
export function ChangeFailure({ failure }: { failure: Error | null }) {
  if (failure === null) return null
  return (
    <p role="alert" className={styles.failure}>
      <CircleAlert size={16} aria-hidden />
      <span>
        {failure.message} {failure instanceof ApiFailure ? failure.action : 'Reload the page.'}
      </span>
    </p>
  )
}
