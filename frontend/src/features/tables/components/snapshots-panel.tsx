import type { TableSnapshot, TableSnapshots } from '@lakehouse/contracts/api/tables.ts'
import { SkipBack, SkipForward } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Missing, Time } from '../../../components/time.tsx'
import { formatBytes, formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { formatAge } from '../../../lib/time.ts'
import { useNow } from '../../../lib/use-now.ts'
import { snapshotsQuery } from '../api/tables.ts'
import { useSnapshot } from '../view.ts'
import { RollbackDialog } from './rollback-dialog.tsx'
import styles from './tables.module.css'

const PACE_MS = 4_000
const signed = (added: number, removed: number) =>
  `+${formatCount(String(added))}${removed === 0 ? '' : ` −${formatCount(String(removed))}`}`

const columns: Column<TableSnapshot>[] = [
  { id: 'at', header: 'Committed', width: '92px', text: (row) => row.at, cell: (row) => <Time at={row.at} /> },
  {
    id: 'id',
    header: 'Snapshot',
    term: 'snapshot',
    width: '204px',
    text: (row) => row.snapshot_id,
    cell: (row) => (
      <>
        <code>{row.snapshot_id}</code> <CopyButton text={row.snapshot_id} what="snapshot id" />
      </>
    ),
  },
  { id: 'by', header: 'By', width: '72px', text: (row) => row.by },
  { id: 'operation', header: 'Operation', width: '96px', text: (row) => row.operation },
  {
    id: 'checkpoint',
    header: 'Checkpoint',
    term: 'checkpoint',
    align: 'right',
    width: '96px',
    text: (row) => String(row.checkpoint_id ?? ''),
    cell: (row) => (row.checkpoint_id === null ? <Missing /> : formatCount(String(row.checkpoint_id))),
  },
  {
    id: 'rows',
    header: 'Rows written',
    align: 'right',
    width: '128px',
    text: (row) => signed(row.added_rows, row.removed_rows),
  },
  {
    id: 'files',
    header: 'Files',
    align: 'right',
    width: '112px',
    text: (row) => signed(row.added_files, row.removed_files),
  },
  {
    id: 'held',
    header: 'Needed as',
    text: (row) => (row.ancestor ? (row.held ?? '') : 'left aside by a rollback'),
    cell: (row) => {
      const text = row.ancestor ? row.held : 'left aside by a rollback'
      return text === null ? <Missing /> : <span title={text}>{text}</span>
    },
  },
]

/** The table's versions: a scrubber over them, the chosen one, and the way back to it. */
export function SnapshotsPanel({ table }: { table: string }) {
  const { data, feed } = usePolledQuery(snapshotsQuery(table), PACE_MS)
  const [chosen, choose] = useSnapshot()
  const snapshots = data?.snapshots ?? []
  return (
    <Panel
      title="Snapshots"
      meaning="Each commit is a version of the table that can be read. A moment between two commits shows the earlier one: time travel is as fine as commits are."
      span={12}
      height={420}
      feeds={[feed]}
      empty={
        data !== undefined &&
        snapshots.length === 0 && { why: 'The table has no snapshot.', next: 'The first commit makes one.' }
      }
      skeleton={<Skeleton rows={10} />}
      table={() => ({
        columns: columns.map(({ header }) => header),
        rows: snapshots.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
    >
      <div className={styles.side}>
        {data && <Scrubber table={table} timeline={data} chosen={chosen} onChoose={choose} />}
        <div className={styles.grow}>
          <DataTable
            caption={`Snapshots of ${table}`}
            columns={columns}
            rows={snapshots}
            rowKey={(row) => row.snapshot_id}
            selected={chosen}
            onSelect={(row) => choose(row.snapshot_id)}
            minWidth={960}
          />
        </div>
      </div>
    </Panel>
  )
}

interface ScrubberProps {
  table: string
  timeline: TableSnapshots
  chosen: string
  onChoose: (snapshot: string) => void
}

function Scrubber({ table, timeline, chosen, onChoose }: ScrubberProps) {
  const now = useNow()
  // Newest first in the answer; a slider grows to the right.
  const versions = timeline.snapshots.filter(({ ancestor }) => ancestor).toReversed()
  const last = versions.length - 1
  const found = versions.findIndex(({ snapshot_id: id }) => id === chosen)
  const index = found < 0 ? last : found
  const version = versions[index]
  const at = version === undefined ? now : Date.parse(version.at)
  const next = versions[index + 1]
  const words = found < 0 ? 'newest' : `${formatAge(now - at)} ago`
  const go = (to: number) => onChoose(to >= last ? '' : (versions[Math.max(0, to)]?.snapshot_id ?? ''))
  return (
    <div className={styles.inset}>
      <div className={styles.bar}>
        <Button
          quiet
          aria-label="One commit earlier"
          title="One commit earlier"
          disabled={index <= 0}
          onClick={() => go(index - 1)}
        >
          <SkipBack size={14} aria-hidden />
        </Button>
        <input
          type="range"
          className={styles.slider}
          aria-label={`Version of ${table}, ${versions.length} commits`}
          aria-valuetext={`${words}, ${version?.at ?? ''}`}
          min={0}
          max={Math.max(0, last)}
          step={1}
          value={index}
          onChange={(event) => go(Number(event.target.value))}
        />
        <Button
          quiet
          aria-label="One commit later"
          title={found < 0 ? 'This is the newest' : 'One commit later'}
          disabled={found < 0}
          onClick={() => go(index + 1)}
        >
          <SkipForward size={14} aria-hidden />
        </Button>
        <Button
          disabled={found < 0}
          title={found < 0 ? 'The newest is shown already' : 'Back to the newest'}
          onClick={() => onChoose('')}
        >
          Newest
        </Button>
        <RollbackDialog table={table} snapshot={found < 0 ? null : chosen} />
      </div>
      <p className={styles.muted}>
        {version && (
          <>
            <Time at={version.at} /> ({words}), by {version.by}: {formatCount(String(version.data_rows))} data rows,{' '}
            {formatBytes(version.bytes)} in {formatCount(String(version.data_files))}+
            {formatCount(String(version.delete_files))} files.{' '}
            {next &&
              `It is what was visible until the next commit ${((Date.parse(next.at) - at) / 1000).toFixed(1)} s later. `}
          </>
        )}
        {found < 0 &&
          chosen !== '' &&
          'The version in the address has expired or is older than the list; the newest is shown. '}
        {formatCount(String(timeline.total))} versions, the earliest of <Time at={timeline.earliest_at} />.
      </p>
    </div>
  )
}
