import type { LineageNode } from '@lakehouse/contracts/api/lineage.ts'
import clsx from 'clsx'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { lineageQuery, MART_PACE_MS } from '../api/analytics.ts'
import { layoutLineage, NODE, type PlacedNode, related } from '../lineage-layout.ts'
import styles from './lineage-panel.module.css'

/** From where each number comes: topic, job, table, model, page. */
export function LineagePanel() {
  const { data, feed } = usePolledQuery(lineageQuery, MART_PACE_MS)
  const [chosen, setChosen] = useUrlState<string>('node', '')
  const [pointed, setPointed] = useState<string | null>(null)
  const layout = layoutLineage(data ?? { nodes: [], edges: [] })
  const focus = pointed ?? (layout.nodes.has(chosen) ? chosen : null)
  const lit = focus === null ? null : related(focus, layout.edges)
  const about = layout.nodes.get(focus ?? '')?.node
  return (
    <Panel
      title="Lineage"
      meaning="From Kafka topics by Flink jobs and Iceberg tables through dbt's models to the pages and tools that use them. Point at a node, or choose it, to see what it comes from and goes into."
      span={12}
      height={layout.height + 96}
      feeds={[feed]}
      empty={layout.nodes.size === 0 && { why: 'No job file describes a flow.', next: 'Jobs are files of flink/jobs.' }}
      skeleton={<Skeleton height={320} />}
      table={() => ({
        columns: ['from', 'to', 'what it is', 'file'],
        rows: layout.edges.map(({ from, to }) => {
          const target = layout.nodes.get(to)?.node
          return [from, to, target?.about ?? null, target?.file ?? null]
        }),
      })}
    >
      <div className={styles.body}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.scroller} tabIndex={0} aria-label="Lineage, from left to right">
          <div className={styles.drawing} style={{ width: layout.width, height: layout.height }}>
            <svg className={styles.edges} width={layout.width} height={layout.height} aria-hidden>
              {layout.edges.map(({ from, to }) => {
                const [start, end] = [layout.nodes.get(from), layout.nodes.get(to)]
                if (!start || !end) return null
                const isLit = lit === null ? null : lit.has(from) && lit.has(to)
                return (
                  <path
                    key={`${from} ${to}`}
                    d={curve(start, end)}
                    className={clsx(isLit === true && styles.lit, isLit === false && styles.dim)}
                  />
                )
              })}
            </svg>
            {layout.columns.map(({ name, x }) => (
              <span key={name} className={styles.column} style={{ left: x, width: NODE.width }}>
                {name}
              </span>
            ))}
            {[...layout.nodes.values()].map(({ node, x, y }) => (
              <button
                key={node.id}
                type="button"
                className={clsx(
                  styles.node,
                  styles[node.kind],
                  node.id === focus && styles.chosen,
                  lit !== null && !lit.has(node.id) && styles.dim,
                )}
                style={{ left: x, top: y, width: NODE.width, height: NODE.height }}
                aria-pressed={node.id === chosen}
                title={node.name}
                onClick={() => setChosen(node.id === chosen ? '' : node.id)}
                onPointerEnter={() => setPointed(node.id)}
                onPointerLeave={() => setPointed(null)}
                onFocus={() => setPointed(node.id)}
                onBlur={() => setPointed(null)}
              >
                <State state={node.state} />
                <span className={styles.name}>{shortName(node)}</span>
              </button>
            ))}
          </div>
        </section>
        <p className={styles.about} aria-live="polite">
          {about === undefined ? (
            (data?.incomplete ?? 'Point at a node, or choose it, to see its way.')
          ) : (
            <>
              <strong>{about.name}</strong> ({[about.layer, about.kind].filter(Boolean).join(' ')})
              {about.about === '' ? '' : `: ${about.about}`} {about.file && <code>{about.file}</code>}
            </>
          )}
        </p>
      </div>
    </Panel>
  )
}

function State({ state }: Pick<LineageNode, 'state'>) {
  if (state === 'failed') return <CircleAlert size={13} className={styles.bad} aria-label="failed in the last build" />
  if (state === 'warned')
    return <TriangleAlert size={13} className={styles.warn} aria-label="warned in the last build" />
  return null
}

/** The prefixes say what the columns say already. */
function shortName({ kind, layer, name }: LineageNode): string {
  if (kind !== 'table') return name
  return layer === 'postgres' ? `PostgreSQL ${name}` : name.replace(/^iceberg_/, '')
}

function curve(start: PlacedNode, end: PlacedNode): string {
  const [x1, y1] = [start.x + NODE.width, start.y + NODE.height / 2]
  const [x2, y2] = [end.x, end.y + NODE.height / 2]
  const bend = Math.max(14, (x2 - x1) / 2)
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`
}
