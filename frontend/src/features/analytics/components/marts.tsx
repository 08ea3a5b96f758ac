import { type MartName, martNames } from '@lakehouse/contracts/api/analytics.ts'
import { Select } from '../../../components/select.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { BUILD_PACE_MS, lastBuildQuery } from '../api/analytics.ts'
import { MartPanel, title } from './mart-panel.tsx'
import { MartRowsPanel } from './mart-rows-panel.tsx'
import styles from './marts.module.css'

/** One published mart as a chart and as rows; there is none before the first build. */
export function Marts() {
  const [mart, setMart] = useUrlState<MartName>('mart', 'revenue_and_trips_hourly', martNames)
  const { data } = usePolledQuery(lastBuildQuery, BUILD_PACE_MS)
  return (
    <>
      <div className={styles.choice}>
        <Select
          label="Mart"
          value={mart}
          options={martNames.map((name) => ({ value: name, label: title(name) }))}
          onChange={setMart}
        />
        <p className={styles.hint}>
          {data?.build === null
            ? 'Nothing is published yet: run a build.'
            : `iceberg.ride_hailing_marts.${mart}, as of the last published build.`}
        </p>
      </div>
      {data !== undefined && data.build !== null && (
        <>
          <MartPanel key={`chart ${mart}`} mart={mart} />
          <MartRowsPanel key={`rows ${mart}`} mart={mart} />
        </>
      )}
    </>
  )
}
