import { RotateCcw } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { changeSettings, defaultSettings, refreshChoices, storageProblem, useSettings } from '../../../lib/settings.ts'
import { useStore } from '../../../lib/store.ts'
import { Preference } from './preference.tsx'
import styles from './preferences-panel.module.css'
import { TokenField } from './token-field.tsx'

const refreshOptions = refreshChoices.map((ms) => ({ value: String(ms), label: `${ms / 1_000} s` }))

/** How this browser shows the dashboard; every change works at once and is kept. */
export function PreferencesPanel() {
  const settings = useSettings()
  const problem = useStore(storageProblem)
  const isDefault = Object.entries(defaultSettings).every(
    ([key, value]) => settings[key as keyof typeof settings] === value,
  )
  return (
    <section className={styles.panel} aria-labelledby="preferences">
      <header className={styles.header}>
        <h2 id="preferences" className={styles.title}>
          Preferences
        </h2>
        <Button
          disabled={isDefault}
          title={isDefault ? 'Everything is at its default already' : undefined}
          onClick={() => changeSettings(defaultSettings)}
        >
          <RotateCcw size={14} aria-hidden /> Reset to defaults
        </Button>
      </header>
      <p className={styles.note}>
        {problem === null
          ? 'Kept in this browser, for all its tabs.'
          : `This browser stores nothing (${problem}); changes last until the tab is closed.`}
      </p>
      <div className={styles.list}>
        <Preference
          name="Refresh every"
          meaning="Pause between two polls of a page. Flink commits every 2 s by default, so data cannot change sooner; after failures the pause grows to 30 s."
        >
          <Segmented
            label="Refresh every"
            value={String(settings.refreshMs)}
            options={refreshOptions}
            onChange={(value) => {
              const refreshMs = refreshChoices.find((ms) => String(ms) === value)
              if (refreshMs !== undefined) changeSettings({ refreshMs })
            }}
          />
        </Preference>
        <Preference name="Theme" meaning="System follows your device, also when it changes at night.">
          <Segmented
            label="Theme"
            value={settings.theme}
            options={[
              { value: 'system', label: 'System' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            onChange={(theme) => changeSettings({ theme })}
          />
        </Preference>
        <Preference name="Times" meaning="The other one is always shown on hover.">
          <Segmented
            label="Times"
            value={settings.timeZone}
            options={[
              { value: 'local', label: `Local (${Intl.DateTimeFormat().resolvedOptions().timeZone})` },
              { value: 'utc', label: 'UTC' },
            ]}
            onChange={(timeZone) => changeSettings({ timeZone })}
          />
        </Preference>
        <Preference name="Density" meaning="Compact shows about a fifth more rows.">
          <Segmented
            label="Density"
            value={settings.density}
            options={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
            onChange={(density) => changeSettings({ density })}
          />
        </Preference>
        <Preference
          name="Control token"
          meaning='With it this browser may change things: jobs, tables, tasks. "npm run status -- --connections" shows it, and a link that brings it along.'
        >
          <TokenField />
        </Preference>
      </div>
    </section>
  )
}
