import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { HEALTH_SLOWEST_MS, healthQuery } from '../api/health.ts'
import { PartList } from './part-list.tsx'
import styles from './parts-panel.module.css'

/** Is every part of the stack all right, and if not, what to do. */
export function PartsPanel() {
  const { data, feed } = usePolledQuery(healthQuery, HEALTH_SLOWEST_MS)
  return (
    <Panel
      title="Parts"
      meaning="Every process of the stack, asked by the control plane: its state, what was seen, how long the answer took. What needs somebody stands first."
      span={6}
      height={300}
      feeds={[feed]}
      skeleton={<Skeleton rows={8} />}
      table={() => ({
        columns: ['part', 'state', 'detail', 'latency ms'],
        rows: (data?.parts ?? []).map((part) => [
          part.name,
          part.state,
          part.detail,
          part.latency_ms === null ? null : String(part.latency_ms),
        ]),
      })}
      tableInPlace={false}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroller} tabIndex={0} aria-label="Parts of the stack">
        {data && <PartList parts={data.parts} />}
      </section>
    </Panel>
  )
}
