import { createStore, useStore } from './store.ts'

const STORAGE_KEY = 'lakehouse.token'
const IN_FRAGMENT = /^#token=([\w-]+)$/

/** Why a control that changes something is disabled in a browser without the token. */
const READ_ONLY =
  'This browser may only look: open the link with the token that "npm run status -- --connections" shows, or enter the token in Settings.'

/** The control plane's token, with which this browser may change things; null where it may only look. */
export const accessToken = createStore<string | null>(read())

/**
 * Keeps the token that a link of `npm start` carries in its fragment, which browsers send to no server, and takes it
 * out of the address so that it is not copied with it.
 */
export function takeTokenFromAddress(): void {
  const [, token] = IN_FRAGMENT.exec(location.hash) ?? []
  if (token === undefined) return
  keepAccessToken(token)
  history.replaceState(history.state, '', location.pathname + location.search)
}

/** Keeps the token in this browser; an empty one is forgotten. */
export function keepAccessToken(token: string): void {
  accessToken.set(token === '' ? null : token)
  try {
    if (token === '') localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, token)
  } catch (cause) {
    console.warn(`the token is kept until this tab is closed: ${cause}`)
  }
}

/** Null where changes are possible, otherwise why not. */
export function useReadOnlyReason(): string | null {
  return useStore(accessToken) === null ? READ_ONLY : null
}

function read(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch {
    return null // a browser that forbids storage has none to read
  }
}
