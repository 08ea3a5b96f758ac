import type { RideTrace } from '@lakehouse/contracts/api/rides.ts'
import { Money } from '../../../components/number.tsx'
import { Missing, Time } from '../../../components/time.tsx'
import { Place } from './place.tsx'
import styles from './trace.module.css'

/** The ride's newest state, and who it was offered to. */
export function RowSteps({ trace: { state, match, match_note } }: { trace: RideTrace }) {
  return (
    <>
      <section aria-labelledby="trace-state">
        <h3 id="trace-state" className={styles.heading}>
          State
        </h3>
        {state === null ? (
          <p className={styles.text}>No row in iceberg_ride_events yet: the next commit brings it.</p>
        ) : (
          <div className={styles.text}>
            <dl className={styles.facts}>
              <Fact name="City">{state.city}</Fact>
              <Fact name="Zone">
                <code>{state.zone_id}</code>
              </Fact>
              <Fact name="Rider">
                <code>{state.rider_id}</code>
              </Fact>
              <Fact name="Driver">{state.driver_id === null ? <Missing /> : <code>{state.driver_id}</code>}</Fact>
              <Fact name="Fare">
                <Money value={state.fare} />
              </Fact>
              <Fact name="Changed">
                <Time at={state.updated_at} />, sequence {state.sequence}
              </Fact>
            </dl>
            <Place table="iceberg_ride_events" place={state.place} />
          </div>
        )}
      </section>
      <section aria-labelledby="trace-match">
        <h3 id="trace-match" className={styles.heading}>
          Match
        </h3>
        <div className={styles.text}>
          <p>{match_note}</p>
          {match && (
            <>
              <p className={styles.place}>
                {match.distance_km.toFixed(2)} km from the pickup, by the report of <Time at={match.driver_seen_at} />
              </p>
              <Place table="iceberg_ride_matches" place={match.place} />
            </>
          )}
        </div>
      </section>
    </>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
