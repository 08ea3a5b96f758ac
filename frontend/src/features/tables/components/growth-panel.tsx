import { useState } from 'react'
import { LazyTimeChart } from '../../../components/chart/lazy-time-chart.tsx'
import { onTimeGrid } from '../../../components/chart/time-grid.ts'
import { Panel } from '../../../components/panel/panel.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { formatBytes, formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { tableQuery } from '../api/tables.ts'

const count = (value: number) => formatCount(String(Math.round(value)))
const measures = {
  files: {
    label: 'Files',
    unit: 'files',
    format: count,
    series: [
      { id: 'data_files', label: 'data files', color: 'var(--category-4)' },
      { id: 'delete_files', label: 'delete files', color: 'var(--category-5)', dash: '5 3' },
    ],
  },
  bytes: {
    label: 'Size',
    unit: 'bytes',
    format: formatBytes,
    series: [
      { id: 'bytes', label: 'data and deletes', color: 'var(--category-4)' },
      { id: 'metadata_bytes', label: 'metadata file', color: 'var(--category-5)', dash: '5 3' },
    ],
  },
  rows: {
    label: 'Rows',
    unit: 'rows in data files',
    format: count,
    series: [{ id: 'data_rows', label: 'data rows', color: 'var(--category-4)' }],
  },
  snapshots: {
    label: 'Snapshots',
    unit: 'snapshots',
    format: count,
    series: [{ id: 'snapshots', label: 'snapshots', color: 'var(--category-4)' }],
  },
} as const
type Measure = keyof typeof measures
const MINUTE = 60_000

/** How the table grew over the last 24 hours: one sample a minute. */
export function GrowthPanel({ table }: { table: string }) {
  const { data, feed } = usePolledQuery(tableQuery(table))
  const [measure, setMeasure] = useState<Measure>('files')
  const { label, unit, format, series } = measures[measure]
  const samples = data?.samples ?? []
  const times = samples.map(({ at }) => Math.round(Date.parse(at) / MINUTE) * MINUTE)
  const [from = 0, to = 0] = [times[0], times.at(-1)]
  // A chart shows at most a few hundred moments.
  const step = Math.max(MINUTE, Math.ceil((to - from) / 300 / MINUTE) * MINUTE)
  const points = onTimeGrid(
    { from: from - step, to, step },
    series.map(({ id }) => id),
    samples.flatMap((sample, index) =>
      series.map(({ id }) => ({ at: Math.round((times[index] ?? 0) / step) * step, series: id, value: sample[id] })),
    ),
  )
  return (
    <Panel
      title="Growth"
      meaning="Sizes of the table, sampled once a minute from its metadata; gaps are times at which the control plane did not run."
      span={8}
      height={440}
      feeds={[feed]}
      empty={
        data !== undefined &&
        samples.length < 2 && {
          why: 'There are fewer than two samples yet.',
          next: 'The control plane takes one a minute.',
        }
      }
      skeleton={<Skeleton height={400} />}
      table={() => ({
        columns: ['at', 'data files', 'delete files', 'bytes', 'data rows', 'snapshots', 'metadata bytes'],
        rows: samples.map((sample) => [
          sample.at,
          String(sample.data_files),
          String(sample.delete_files),
          String(sample.bytes),
          String(sample.data_rows),
          String(sample.snapshots),
          String(sample.metadata_bytes),
        ]),
      })}
      controls={
        <Segmented
          label="What is drawn"
          value={measure}
          options={(Object.keys(measures) as Measure[]).map((id) => ({ value: id, label: measures[id].label }))}
          onChange={setMeasure}
        />
      }
    >
      <LazyTimeChart
        label={`${label} of ${table} over time`}
        points={points}
        series={series}
        kind="line"
        unit={unit}
        format={format}
        moment="sampled"
        syncId="table-growth"
      />
    </Panel>
  )
}
