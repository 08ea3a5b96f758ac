import { Monitor, Moon, Sun } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Tooltip } from '../../components/tooltip.tsx'
import { changeSettings, useSettings } from '../../lib/settings.ts'

const next = { system: 'light', light: 'dark', dark: 'system' } as const
const icons = { system: Monitor, light: Sun, dark: Moon } as const

/** Steps through the themes: the system's, light, dark. */
export function ThemeButton() {
  const { theme } = useSettings()
  const Icon = icons[theme]
  const label = `Theme: ${theme}. Change to ${next[theme]}`
  return (
    <Tooltip content={label}>
      <Button quiet aria-label={label} onClick={() => changeSettings({ theme: next[theme] })}>
        <Icon size={16} aria-hidden />
      </Button>
    </Tooltip>
  )
}
