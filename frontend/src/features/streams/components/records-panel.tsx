import type { KafkaRecord } from '@lakehouse/contracts/api/streams.ts'
import type { TopicName } from '@lakehouse/contracts/topics.ts'
import { useState } from 'react'
import { arrange, type Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Time } from '../../../components/time.tsx'
import { formatBytes, formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { NEWEST, topicTailQuery } from '../api/topic-tail.ts'
import { type Judgement, judgeRecord, prettyJson } from '../judge-record.ts'
import { Detail } from './detail.tsx'
import { JudgementBadge } from './judgement-badge.tsx'
import { PartitionEnds } from './partition-ends.tsx'
import styles from './side.module.css'

interface JudgedRecord extends KafkaRecord {
  readonly judgement: Judgement
}

const keyOf = (record: KafkaRecord) => `${record.partition}:${record.offset}`

const columns: Column<JudgedRecord>[] = [
  {
    id: 'position',
    header: 'Partition : offset',
    width: '132px',
    text: keyOf,
    cell: (row) => <code>{keyOf(row)}</code>,
  },
  {
    id: 'time',
    header: 'Kafka time',
    width: '100px',
    text: (row) => row.kafka_time,
    cell: (row) => <Time at={row.kafka_time} />,
  },
  {
    id: 'state',
    header: 'State',
    width: '96px',
    text: (row) => row.judgement.kind,
    cell: (row) => <JudgementBadge judgement={row.judgement} />,
  },
  {
    id: 'key',
    header: 'Key',
    width: '176px',
    text: (row) => row.key ?? '',
    cell: (row) => <code>{row.key ?? 'null'}</code>,
  },
  { id: 'value', header: 'Value', text: (row) => row.value ?? '', cell: (row) => <code>{row.value ?? 'null'}</code> },
]

interface RecordsPanelProps {
  topic: TopicName
  filter: string
  onFilter: (filter: string) => void
}

/** What arrives in Kafka: the newest records of a topic, and one of them in full. */
export function RecordsPanel({ topic, filter, onFilter }: RecordsPanelProps) {
  const { data, feed } = usePolledQuery(topicTailQuery(topic))
  const [chosen, setChosen] = useState<JudgedRecord | null>(null)
  const all = (data?.records ?? []).map((record) => ({ ...record, judgement: judgeRecord(topic, record) }))
  const rows = arrange(all, columns, null, filter)
  const rate = data?.records_per_second ?? null
  return (
    <Panel
      title="Kafka"
      meaning={`The newest ${NEWEST} records of the topic, newest first, heartbeats left out. Each is judged by the topic's contract, as the jobs do.`}
      span={6}
      height="clamp(440px, 100dvh - 172px, 1200px)"
      feeds={[feed]}
      skeleton={<Skeleton rows={16} />}
      table={() => ({
        columns: ['partition', 'offset', 'kafka_time', 'key', 'value'],
        rows: rows.map((row) => [String(row.partition), row.offset, row.kafka_time, row.key, row.value]),
      })}
      tableInPlace={false}
      controls={
        <SearchField
          label="Filter records"
          placeholder={`Filter newest ${NEWEST}  /`}
          value={filter}
          onChange={onFilter}
        />
      }
    >
      <div className={styles.side}>
        <p className={styles.summary}>
          <strong>{rate === null ? '–' : formatCount(rate.toFixed(rate < 10 ? 1 : 0))}</strong> records/s between the
          last two polls, heartbeats included · {rows.length} of {all.length} shown
        </p>
        <PartitionEnds partitions={data?.partitions ?? []} />
        <div className={styles.list}>
          {rows.length === 0 ? (
            <p className={styles.none}>
              {all.length === 0
                ? 'The topic holds no record but heartbeats. "npm run producer" writes some.'
                : `None of the newest ${all.length} records contains "${filter}". Escape in the filter empties it.`}
            </p>
          ) : (
            <DataTable
              caption={`Newest records of ${topic}`}
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              selected={chosen && keyOf(chosen)}
              onSelect={setChosen}
              minWidth={740}
            />
          )}
        </div>
        {chosen && (
          <Detail
            title={`Record ${keyOf(chosen)}`}
            about={
              <>
                <JudgementBadge judgement={chosen.judgement} /> {explain(chosen.judgement)} Key{' '}
                <code>{chosen.key ?? 'null'}</code>, {formatBytes(chosen.value_bytes)}, Kafka time{' '}
                <Time at={chosen.kafka_time} />
              </>
            }
            text={prettyJson(chosen.value) ?? chosen.value ?? 'null'}
            onClose={() => setChosen(null)}
          />
        )}
      </div>
    </Panel>
  )
}

function explain(judgement: Judgement): string {
  if (judgement.kind === 'dead-letter') return `${judgement.reason}.`
  if (judgement.kind === 'late') return `by ${formatCount(String(judgement.byMs))} ms.`
  return ''
}
