import clsx from 'clsx'
import { type CSSProperties, type ReactNode, useEffect, useEffectEvent, useId, useState } from 'react'
import { worstState } from '../../lib/polling/feed-state.ts'
import type { Feed } from '../../lib/polling/use-polled-query.ts'
import { Tooltip } from '../tooltip.tsx'
import { FeedBadge } from './feed-badge.tsx'
import styles from './panel.module.css'
import { type Emptiness, PanelEmpty } from './panel-empty.tsx'
import { PanelError } from './panel-error.tsx'
import { PanelMenu } from './panel-menu.tsx'
import { PlainTable, type TableData } from './plain-table.tsx'

interface PanelProps {
  title: string
  /** One line: what these numbers are. Shown on hover and focus of the title. */
  meaning: string
  /** Columns of the page's twelve. */
  span: 3 | 4 | 5 | 6 | 7 | 8 | 12
  /** Everything the body is computed from; the worst of them decides the panel's state. */
  feeds: readonly Feed[]
  /** Set when the answer is good and there is nothing in it: why, and what to do. */
  empty?: Emptiness | false
  /** Grey shapes of the body, for the first load. */
  skeleton: ReactNode
  /** The same numbers as rows: the accessible table behind a chart, and the CSV file. */
  table?: () => TableData
  /** Whether the table can stand in for the body; a body that is a table already only exports. */
  tableInPlace?: boolean
  controls?: ReactNode
  /** The body's height, in pixels or as CSS, equal in all five states. */
  height: number | string
  children: ReactNode
}

/** One card of a page. Tells its five states apart: loading, empty, live, stale and error. */
export function Panel(props: PanelProps) {
  const { title, meaning, span, feeds, empty = false, table, tableInPlace = true, controls, height } = props
  const [asTable, setAsTable] = useState(false)
  const [maximised, setMaximised] = useState(false)
  const titleId = useId()
  const state = worstState(feeds.map((feed) => feed.state))
  const retry = () => {
    for (const feed of feeds) feed.retry()
  }
  useEscape(maximised, () => setMaximised(false))

  return (
    <section
      aria-labelledby={titleId}
      className={clsx(styles.panel, maximised && styles.maximised)}
      style={{ '--span': span } as CSSProperties}
      data-state={empty && state.kind === 'live' ? 'empty' : state.kind}
    >
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          <Tooltip content={meaning}>
            <button type="button" className={styles.titleButton}>
              {title}
            </button>
          </Tooltip>
        </h2>
        <div className={styles.controls}>{controls}</div>
        <FeedBadge state={state} feeds={feeds} empty={empty !== false} />
        <PanelMenu
          title={title}
          table={state.kind === 'live' || state.kind === 'stale' ? table : undefined}
          asTable={asTable}
          onAsTable={tableInPlace ? setAsTable : undefined}
          maximised={maximised}
          onMaximised={setMaximised}
        />
      </header>
      <div className={styles.body} style={maximised ? undefined : { height }}>
        {body()}
      </div>
    </section>
  )

  function body(): ReactNode {
    if (state.kind === 'loading') return props.skeleton
    if (state.kind === 'error') return <PanelError state={state} onRetry={retry} />
    if (empty) return <PanelEmpty {...empty} />
    if (asTable && table) return <PlainTable caption={title} data={table()} />
    return props.children
  }
}

function useEscape(active: boolean, leave: () => void): void {
  const onEscape = useEffectEvent(leave)
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onEscape()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [active])
}
