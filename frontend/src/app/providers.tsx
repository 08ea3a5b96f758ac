import { QueryClientProvider } from '@tanstack/react-query'
import { Tooltip } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import { createQueryClient } from '../lib/query-client.ts'
import { followOtherTabs, useSettings } from '../lib/settings.ts'

/** What every page stands on: the answers so far, tooltips, and the chosen look. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient)
  const { theme, density } = useSettings()
  useEffect(followOtherTabs, [])
  useEffect(() => {
    const { dataset } = document.documentElement
    dataset.theme = theme
    dataset.density = density
  }, [theme, density])
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={250}>{children}</Tooltip.Provider>
    </QueryClientProvider>
  )
}
