import { Select } from '../../components/select.tsx'
import { AlertCount } from '../../features/alerts/components/alert-count.tsx'
import { HealthBadge } from '../../features/health/components/health-badge.tsx'
import { CitySelect } from '../../features/overview/components/city-select.tsx'
import { rangeNames, useRange } from '../../lib/view.ts'
import type { Page } from '../pages.ts'
import { FreshnessBadge } from './freshness-badge.tsx'
import { PauseButton } from './pause-button.tsx'
import { ThemeButton } from './theme-button.tsx'
import styles from './top-bar.module.css'

/** Which page this is, what it is about, how fresh it is, and whether all is well. */
export function TopBar({ page }: { page: Page | undefined }) {
  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>{page?.title ?? 'No such page'}</h1>
      <div className={styles.view}>
        {page?.obeys.includes('city') && <CitySelect />}
        {page?.obeys.includes('range') && <RangeSelect />}
      </div>
      <div className={styles.state}>
        <FreshnessBadge />
        <AlertCount />
        <HealthBadge />
      </div>
      <div className={styles.actions}>
        <PauseButton />
        <ThemeButton />
      </div>
    </header>
  )
}

function RangeSelect() {
  const [range, setRange] = useRange()
  return (
    <Select
      label="Time range"
      hideLabel
      value={range}
      options={rangeNames.map((name) => ({
        value: name,
        label: `Last ${name.replace('m', ' min').replace('h', ' h')}`,
      }))}
      onChange={setRange}
    />
  )
}
