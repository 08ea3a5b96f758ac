import { createStore, useStore } from './store.ts'

/** Whether the person stopped the page; lasts as long as the tab, so that a page opened anew is live. */
export const pauseStore = createStore(false)

export function togglePause(): void {
  pauseStore.set(!pauseStore.get())
}

export function usePaused(): boolean {
  return useStore(pauseStore)
}
