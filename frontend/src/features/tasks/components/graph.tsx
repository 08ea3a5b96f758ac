import type { StepState } from '@lakehouse/contracts/api/tasks.ts'
import { inLayers, type Needing } from '../layers.ts'
import { runStates } from '../run-states.ts'
import styles from './graph.module.css'

export interface GraphNode extends Needing {
  /** More about it, on hover. */
  readonly title: string
  readonly state: StepState | null
}

/** Same as in graph.module.css. */
const WIDTH = 128
const HEIGHT = 46
const GAP_X = 32
const GAP_Y = 14
const PADDING = 16

/** What needs what, from left to right: each box after all it needs. */
export function Graph({ label, nodes }: { label: string; nodes: readonly GraphNode[] }) {
  const places = new Map(inLayers(nodes).map((place) => [place.name, place]))
  const x = (name: string) => PADDING + (places.get(name)?.column ?? 0) * (WIDTH + GAP_X)
  const y = (name: string) => PADDING + (places.get(name)?.row ?? 0) * (HEIGHT + GAP_Y)
  const width = Math.max(...nodes.map(({ name }) => x(name) + WIDTH)) + PADDING
  const height = Math.max(...nodes.map(({ name }) => y(name) + HEIGHT)) + PADDING
  const edges = nodes.flatMap(({ name, needs }) =>
    needs.filter((from) => places.has(from)).map((from) => ({ from, to: name })),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={label}>
      <div className={styles.plane} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden className={styles.edges}>
          <defs>
            <marker id="needs-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M0,0 L8,4 L0,8 z" fill="var(--border-strong)" />
            </marker>
          </defs>
          {edges.map(({ from, to }) => {
            const [x1, y1] = [x(from) + WIDTH, y(from) + HEIGHT / 2]
            const [x2, y2] = [x(to) - 2, y(to) + HEIGHT / 2]
            const bend = GAP_X * 0.6
            return (
              <path
                key={`${from} ${to}`}
                d={`M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`}
                markerEnd="url(#needs-arrow)"
              />
            )
          })}
        </svg>
        <ol className={styles.nodes}>
          {nodes.map((node) => (
            <li
              key={node.name}
              className={styles.node}
              style={{ left: x(node.name), top: y(node.name) }}
              title={node.title}
            >
              <strong className={styles.name}>{node.name}</strong>
              <NodeState node={node} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function NodeState({ node: { state, needs, title } }: { node: GraphNode }) {
  const needed = <span className="visually-hidden">{needs.length > 0 ? `, needs ${needs.join(' and ')}` : ''}</span>
  if (state === null) {
    return (
      <span className={styles.what}>
        {title}
        {needed}
      </span>
    )
  }
  const { tone, icon: Icon, word } = runStates[state]
  return (
    <span className={styles.state} data-tone={tone}>
      <Icon size={13} aria-hidden /> {word}
      {needed}
    </span>
  )
}
