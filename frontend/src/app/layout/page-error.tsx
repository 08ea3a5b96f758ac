import { useRouteError } from 'react-router-dom'
import { Button } from '../../components/button.tsx'
import styles from './page-message.module.css'

/** A page that failed to load or to draw: says what failed; the rest of the dashboard goes on. */
export function PageError() {
  const error = useRouteError()
  return (
    <div className={styles.message} role="alert">
      <h2>This page failed</h2>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>If the stack was just updated, reloading fetches the new page.</p>
      <Button onClick={() => window.location.reload()}>Reload</Button>
    </div>
  )
}
