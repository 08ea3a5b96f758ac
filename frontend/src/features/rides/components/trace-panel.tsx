import type { RideTrace } from '@lakehouse/contracts/api/rides.ts'
import { useQueryClient } from '@tanstack/react-query'
import { CopyButton } from '../../../components/copy-button.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { rideTraceQuery } from '../api/rides.ts'
import { RecordSteps } from './record-steps.tsx'
import { RideStatusBadge } from './ride-status.tsx'
import { RowSteps } from './row-steps.tsx'
import styles from './trace.module.css'
import { WindowSteps } from './window-steps.tsx'

const HEIGHT = 'clamp(440px, 100dvh - 172px, 1200px)'
/** Several look-ups in Trino and Kafka: not at every poll of the page. */
const FOLLOW_MS = 5_000
/** What is written by then does not change any more, but for what somebody does to the tables. */
const DONE_MS = 60_000

/** Follow a ride: the way of the chosen one. */
export function TracePanel() {
  const [ride] = useUrlState<string>('ride', '')
  return ride === '' ? <NothingChosen /> : <Followed key={ride} rideId={ride} />
}

const MEANING =
  'One ride from its records in Kafka to the log, its state, its match, the windows that count it and the files and commits that hold the rows.'

function NothingChosen() {
  return (
    <Panel
      title="Follow a ride"
      meaning={MEANING}
      span={5}
      height={HEIGHT}
      feeds={[]}
      empty={{
        why: 'No ride is chosen.',
        next: 'Choose one in the list: its whole way through the pipeline is shown here.',
      }}
      skeleton={null}
    >
      {null}
    </Panel>
  )
}

function Followed({ rideId }: { rideId: string }) {
  const query = rideTraceQuery(rideId)
  const seen = useQueryClient().getQueryData<RideTrace>(query.queryKey)
  const { data, feed } = usePolledQuery(query, seen !== undefined && isSettled(seen) ? DONE_MS : FOLLOW_MS)
  return (
    <Panel
      title="Follow a ride"
      meaning={MEANING}
      span={5}
      height={HEIGHT}
      feeds={[feed]}
      skeleton={<Skeleton rows={12} />}
      table={() => recordsTable(data)}
      tableInPlace={false}
    >
      {data && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={styles.trace} tabIndex={0} aria-label={`The way of ride ${rideId}`}>
          <p className={styles.ride}>
            <code>{data.ride_id}</code> <CopyButton text={data.ride_id} what="ride id" />
            {data.state && <RideStatusBadge status={data.state.status} />}
          </p>
          {data.blind.length > 0 && (
            <ul className={styles.blind} aria-label="What could not be looked at">
              {data.blind.map(({ what, cause }) => (
                <li key={what}>
                  Not known: {what}. {cause}
                </li>
              ))}
            </ul>
          )}
          <RecordSteps trace={data} />
          <RowSteps trace={data} />
          <WindowSteps trace={data} />
        </section>
      )}
    </Panel>
  )
}

/** Whether the ride has ended and the commit of every record of it is known. */
function isSettled({ state, records, blind }: RideTrace): boolean {
  const ended = state !== null && (state.status === 'COMPLETED' || state.status === 'CANCELLED')
  return ended && blind.length === 0 && records.every(({ log }) => log !== null && log.snapshot_id !== null)
}

function recordsTable(trace: RideTrace | undefined) {
  return {
    columns: [
      'partition',
      'offset',
      'kafka_time',
      'event_time',
      'status',
      'event_id',
      'late',
      'duplicate',
      'file',
      'snapshot',
    ],
    rows: (trace?.records ?? []).map((record) => [
      String(record.partition),
      record.offset,
      record.kafka_time,
      record.event_time,
      record.status,
      record.event_id,
      String(record.is_late),
      String(record.is_duplicate),
      record.log?.path ?? null,
      record.log?.snapshot_id ?? null,
    ]),
  }
}
