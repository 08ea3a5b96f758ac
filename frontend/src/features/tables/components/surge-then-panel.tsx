import type { ZoneSurge } from '@lakehouse/contracts/api/overview.ts'
import { useQuery } from '@tanstack/react-query'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { SurgeLegend } from '../../../components/surge-legend.tsx'
import { Time } from '../../../components/time.tsx'
import { hexLayout } from '../../../lib/hex-layout.ts'
import { formatSurge } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { surgeStep } from '../../../lib/surge-scale.ts'
import { zoneName } from '../../../lib/zone-name.ts'
import { snapshotsQuery, surgeThenQuery } from '../api/tables.ts'
import { feedOf } from '../one-feed.ts'
import { useSnapshot } from '../view.ts'
import styles from './tables.module.css'

const PACE_MS = 4_000
const [WIDTH, HEIGHT] = [240, 170]

/** The surge map as it was seen in the chosen version. */
export function SurgeThenPanel({ table }: { table: string }) {
  const [chosen] = useSnapshot()
  const { data: timeline } = usePolledQuery(snapshotsQuery(table), PACE_MS)
  const version = timeline?.snapshots.find(({ snapshot_id: id }) => id === chosen)
  const { queryKey, queryFn } = surgeThenQuery(version?.at ?? '')
  const answer = useQuery({
    queryKey,
    queryFn,
    enabled: version !== undefined,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const { data } = answer
  const cities = [...Map.groupBy(data?.rows ?? [], ({ city }) => city)].sort(([a], [b]) => a.localeCompare(b))
  return (
    <Panel
      title="Surge map then"
      meaning="The surge of every zone as it was visible at the chosen commit: what somebody saw who looked at that moment, not what later came in about it."
      span={12}
      height={460}
      feeds={version === undefined ? [] : [feedOf(answer)]}
      empty={
        version === undefined
          ? {
              why: 'No past version is chosen.',
              next: 'Move the scrubber of Snapshots; the newest is on the page Map.',
            }
          : data !== undefined &&
            cities.length === 0 && {
              why: 'No window had closed in the five minutes before.',
              next: 'Choose a later version.',
            }
      }
      skeleton={<Skeleton height={420} />}
      table={() => ({
        columns: ['city', 'zone_id', 'window_end', 'demand', 'supply', 'surge'],
        rows: (data?.rows ?? []).map((row) => [
          row.city,
          row.zone_id,
          row.window_end,
          row.demand_count,
          row.supply_count,
          row.surge_multiplier,
        ]),
      })}
    >
      <div className={styles.side}>
        <p className={styles.inset}>
          As seen at <Time at={data?.commit.at ?? null} />
          {data?.next_commit_at != null && (
            <>
              , and until <Time at={data.next_commit_at} />
            </>
          )}
          . The earliest that can be shown is <Time at={data?.earliest_at ?? null} />.
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.grow} style={{ overflow: 'auto' }} tabIndex={0} aria-label="Maps of the cities">
          <div className={styles.maps}>
            {cities.map(([city, zones]) => (
              <figure key={city} style={{ margin: 0 }}>
                <figcaption className={styles.city}>{city}</figcaption>
                <CityThen city={city} zones={zones} />
              </figure>
            ))}
          </div>
        </section>
        <SurgeLegend />
      </div>
    </Panel>
  )
}

function CityThen({ city, zones }: { city: string; zones: readonly ZoneSurge[] }) {
  const byZone = new Map(zones.map((zone) => [zone.zone_id, zone]))
  const { cells, unplaced } = hexLayout([...byZone.keys()].sort(), WIDTH, HEIGHT)
  return (
    <>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        role="img"
        aria-label={`Surge of ${cells.length} zones of ${city} then`}
      >
        {cells.map((cell) => {
          const zone = byZone.get(cell.zoneId)
          if (zone === undefined) return null
          return (
            <polygon
              key={cell.zoneId}
              points={cell.points}
              fill={`var(--surge-${surgeStep(zone.surge_multiplier)})`}
              stroke="var(--surface)"
            >
              <title>{`zone ${zoneName(zone.zone_id)}\nsurge ${formatSurge(zone.surge_multiplier)}\ndemand ${zone.demand_count}, supply ${zone.supply_count}`}</title>
            </polygon>
          )
        })}
      </svg>
      {unplaced.length > 0 && (
        <p className={styles.muted}>{unplaced.length} zones are no place on a map; “Show as table” has them.</p>
      )}
    </>
  )
}
