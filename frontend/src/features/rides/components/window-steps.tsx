import type { RideTrace } from '@lakehouse/contracts/api/rides.ts'
import { Count, Money } from '../../../components/number.tsx'
import { SurgeCell } from '../../../components/surge-cell.tsx'
import { Missing, Time } from '../../../components/time.tsx'
import styles from './trace.module.css'

/** The surge that applied, and the windows that count the ride. */
export function WindowSteps({ trace: { windows, surge, minute } }: { trace: RideTrace }) {
  return (
    <>
      <section aria-labelledby="trace-surge">
        <h3 id="trace-surge" className={styles.heading}>
          Surge
        </h3>
        {surge && (
          <p className={styles.text}>
            <SurgeCell multiplier={surge.surge_multiplier} /> applied to the request: the zone’s window that ended{' '}
            <Time at={surge.window_end} />
            {surge.has_row ? '' : surge.closed ? ', which had neither demand nor supply' : ', which has not come yet'}.
          </p>
        )}
        {windows.length === 0 ? (
          <p className={styles.text}>No window counts the request: it came late, or it is not known.</p>
        ) : (
          <table className={styles.windows}>
            <caption className={styles.caption}>Windows that count the request as demand</caption>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">Demand</th>
                <th scope="col">Supply</th>
                <th scope="col">Surge</th>
              </tr>
            </thead>
            <tbody>
              {windows.map((window) => (
                <tr key={window.window_end}>
                  <td>
                    <Time at={window.window_start} />
                  </td>
                  <td>
                    <Time at={window.window_end} />
                  </td>
                  <td>
                    <Count value={window.demand_count} />
                  </td>
                  <td>
                    <Count value={window.supply_count} />
                  </td>
                  <td>
                    {window.surge_multiplier === null ? (
                      <Missing />
                    ) : (
                      <SurgeCell multiplier={window.surge_multiplier} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section aria-labelledby="trace-minute">
        <h3 id="trace-minute" className={styles.heading}>
          City metrics
        </h3>
        <p className={styles.text}>
          {minute === null ? (
            'No completion on time, so no minute counts the ride.'
          ) : (
            <>
              Counted in the minute to <Time at={minute.window_end} />
              {minute.total_trips === null ? (
                ', which is not closed yet.'
              ) : (
                <>
                  : <Count value={minute.total_trips} /> trips, <Money value={minute.average_fare} /> on average.
                </>
              )}
            </>
          )}
        </p>
      </section>
    </>
  )
}
