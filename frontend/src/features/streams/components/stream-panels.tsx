import { type IcebergTable, icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { type TopicName, topicNames } from '@lakehouse/contracts/topics.ts'
import { Segmented } from '../../../components/segmented.tsx'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { RecordsPanel } from './records-panel.tsx'
import { RowsPanel } from './rows-panel.tsx'
import styles from './stream-panels.module.css'

/** Where a topic's events go first. */
const firstTable: Record<TopicName, IcebergTable> = {
  ride_events: 'iceberg_ride_event_log',
  driver_locations: 'iceberg_driver_locations',
}

/** The two ends of the pipeline side by side: what came in, and what came out. */
export function StreamPanels() {
  const [topic, setTopic] = useUrlState<TopicName>('topic', 'ride_events', topicNames)
  const [table, setTable] = useUrlState<IcebergTable | ''>('table', '', icebergTableNames)
  const [filter, setFilter] = useUrlState<string>('filter', '')
  return (
    <>
      <div className={styles.choice}>
        <Segmented
          label="Topic"
          value={topic}
          options={topicNames.map((name) => ({ value: name, label: name }))}
          onChange={setTopic}
        />
        <p className={styles.hint}>
          One filter for both sides, so that an id can be followed from Kafka into a table. The table changes with the
          topic until you choose one.
        </p>
      </div>
      <RecordsPanel key={topic} topic={topic} filter={filter} onFilter={setFilter} />
      <RowsPanel table={table === '' ? firstTable[topic] : table} onTable={setTable} filter={filter} />
    </>
  )
}
