import { useEffect, useEffectEvent, useRef } from 'react'

/** Letters pressed after `g` within this time mean a page. */
const SEQUENCE_MS = 1_200

const TYPING = 'input, textarea, select, [contenteditable="true"]'
/** Where the space bar already means something. */
const PRESSABLE = 'button, a, summary, [role="button"], [role="menuitem"], [role="radio"], [role="switch"]'

export interface Shortcuts {
  /** By letter: what `g` and then this letter does. */
  readonly go: Readonly<Record<string, () => void>>
  /** By key: what the key alone does. */
  readonly press: Readonly<Record<string, () => void>>
}

/** Listens for shortcuts anywhere on the page, but not while somebody types or a dialog is open. */
export function useShortcuts({ go, press }: Shortcuts): void {
  const prefixAt = useRef(Number.NEGATIVE_INFINITY)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target instanceof Element ? event.target : null
    if (target?.closest(TYPING) || document.querySelector('[role="dialog"][data-modal]')) return
    const inSequence = event.timeStamp - prefixAt.current < SEQUENCE_MS
    prefixAt.current = Number.NEGATIVE_INFINITY
    if (!inSequence && event.key === 'g') {
      prefixAt.current = event.timeStamp
      return
    }
    if (event.key === ' ' && target?.closest(PRESSABLE)) return
    const action = inSequence ? go[event.key] : press[event.key]
    if (!action) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** Puts the cursor into the page's first search field, if it has one. */
export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus()
}
