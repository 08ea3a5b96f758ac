import { z } from 'zod'
import { createStore, useStore } from './store.ts'

/** Milliseconds between polls. Data cannot change sooner than Flink's checkpoints commit it (2 s by default). */
export const refreshChoices = [1_000, 2_000, 5_000, 10_000, 30_000] as const

const schema = z.object({
  refreshMs: z.literal(refreshChoices).catch(2_000),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  timeZone: z.enum(['local', 'utc']).catch('local'),
  density: z.enum(['comfortable', 'compact']).catch('comfortable'),
  railCollapsed: z.boolean().catch(false),
})
export type Settings = z.infer<typeof schema>
export const defaultSettings: Settings = schema.parse({})

const STORAGE_KEY = 'lakehouse.settings'

/** The settings in stored text; whatever is missing, unknown or unreadable is the default. */
export function parseSettings(text: string | null): Settings {
  if (text === null) return defaultSettings
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return defaultSettings
  }
}

/** Why settings outlive this tab or not: a browser may forbid storage. */
export const storageProblem = createStore<string | null>(null)

function readStorage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch (cause) {
    storageProblem.set(String(cause))
    return null
  }
}

export const settingsStore = createStore<Settings>(parseSettings(readStorage()))

/** Changes some settings and keeps them in this browser. */
export function changeSettings(change: Partial<Settings>): void {
  settingsStore.set({ ...settingsStore.get(), ...change })
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(settingsStore.get()))
    storageProblem.set(null)
  } catch (cause) {
    storageProblem.set(String(cause))
  }
}

/** Another tab's change is this tab's change. Returns the function that stops following. */
export function followOtherTabs(): () => void {
  const follow = (event: StorageEvent) => {
    if (event.key === STORAGE_KEY || event.key === null) settingsStore.set(parseSettings(event.newValue))
  }
  window.addEventListener('storage', follow)
  return () => window.removeEventListener('storage', follow)
}

export function useSettings(): Settings {
  return useStore(settingsStore)
}
