import type { RideRecord, RideTrace } from '@lakehouse/contracts/api/rides.ts'
import { Clock, Copy, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import { Time } from '../../../components/time.tsx'
import { formatDuration } from '../../../lib/time.ts'
import { Place } from './place.tsx'
import { RideStatusBadge } from './ride-status.tsx'
import styles from './trace.module.css'

/** Each record of the ride in Kafka, with its row in the log. */
export function RecordSteps({ trace }: { trace: RideTrace }) {
  return (
    <section aria-labelledby="trace-records">
      <h3 id="trace-records" className={styles.heading}>
        Records in Kafka and rows of the log
      </h3>
      <ol className={styles.steps}>
        {trace.records.map((record) => (
          <RecordStep key={`${record.partition}:${record.offset}`} record={record} />
        ))}
        {trace.dead_letters.map((letter) => (
          <li key={`${letter.partition}:${letter.offset}`} className={styles.step}>
            <p>
              <Badge tone="bad" icon={TriangleAlert}>
                Dead letter
              </Badge>{' '}
              <Time at={letter.kafka_time} /> · ride_events {letter.partition}:{letter.offset}
            </p>
            <p>{letter.reason}</p>
            <pre className={styles.value}>{letter.payload}</pre>
          </li>
        ))}
      </ol>
    </section>
  )
}

function RecordStep({ record }: { record: RideRecord }) {
  return (
    <li className={styles.step}>
      <p>
        <RideStatusBadge status={record.status} /> <Time at={record.event_time} />
        {' · '}
        <span title="partition : offset of topic ride_events">
          ride_events <code>{`${record.partition}:${record.offset}`}</code>
        </span>
        {' · '}
        <span title={`Kafka time ${record.kafka_time}`}>in Kafka {signed(record.lateness_ms)}</span>
      </p>
      {(record.is_late || record.is_duplicate) && (
        <p className={styles.marks}>
          {record.is_late && (
            <Badge tone="warn" icon={Clock} title="Changes its ride, but no window">
              Late{record.in_late_events ? ', also in iceberg_late_events' : ''}
            </Badge>
          )}
          {record.is_duplicate && (
            <Badge
              tone="neutral"
              icon={Copy}
              title="Same event_id as an earlier record: it is in the log and nowhere else"
            >
              Duplicate
            </Badge>
          )}
        </p>
      )}
      {record.log === null ? (
        <p className={styles.place}>Not committed yet: the next checkpoint brings it, about every 2 s.</p>
      ) : (
        <Place table="iceberg_ride_event_log" place={record.log} since={record.kafka_time} />
      )}
      {record.value === null ? (
        <p className={styles.place}>Kafka no longer keeps the record itself.</p>
      ) : (
        <details>
          <summary className={styles.summary}>Record as it stands in Kafka</summary>
          <pre className={styles.value}>{pretty(record.value)}</pre>
        </details>
      )}
    </li>
  )
}

const signed = (ms: number) => (ms < 0 ? `${formatDuration(-ms)} before` : `+${formatDuration(ms)}`)

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json // shown as it is
  }
}
