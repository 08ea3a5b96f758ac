import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router-dom'
import { afterEach, vi } from 'vitest'
import { pauseStore } from '../lib/pause.ts'
import { defaultSettings, settingsStore } from '../lib/settings.ts'

// A busy machine is no failure; what is awaited is awaited for this long, milliseconds.
configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })

// What browsers have and jsdom has not.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe = () => undefined
    unobserve = () => undefined
    disconnect = () => undefined
  },
)

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  pauseStore.set(false)
  settingsStore.set(defaultSettings)
})

/** What every component of the dashboard stands in, at an address. */
export function Surroundings({
  at = '/',
  client,
  children,
}: {
  at?: string
  client: QueryClient
  children: ReactNode
}) {
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider>
        <MemoryRouter initialEntries={[at]}>{children}</MemoryRouter>
      </Tooltip.Provider>
    </QueryClientProvider>
  )
}
