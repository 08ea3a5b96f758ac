import { type FormEvent, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { accessToken, keepAccessToken } from '../../../lib/access-token.ts'
import { useStore } from '../../../lib/store.ts'
import styles from './token-field.module.css'

/** Gives this browser the right to change things, or takes it back. The token itself is never shown. */
export function TokenField() {
  const held = useStore(accessToken) !== null
  const [typed, setTyped] = useState('')
  if (held) {
    return (
      <div className={styles.field}>
        <span>This browser holds one</span>
        <Button onClick={() => keepAccessToken('')}>Forget it</Button>
      </div>
    )
  }
  const keep = (event: FormEvent) => {
    event.preventDefault()
    keepAccessToken(typed.trim())
    setTyped('')
  }
  return (
    <form className={styles.field} onSubmit={keep}>
      <input
        className={styles.input}
        type="password"
        autoComplete="off"
        aria-label="Control token"
        placeholder="None: this browser only looks"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={typed.trim() === ''} title={typed.trim() === '' ? 'Enter a token' : undefined}>
        Keep
      </Button>
    </form>
  )
}
