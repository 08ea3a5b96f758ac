import { Link } from 'react-router-dom'
import styles from './page-message.module.css'

/** No page at this address. */
export function PageMissing() {
  return (
    <div className={styles.message}>
      <h2>There is no page at this address</h2>
      <p>It may have been mistyped, or belong to another version of the dashboard.</p>
      <Link to="/">Go to Overview</Link>
    </div>
  )
}
