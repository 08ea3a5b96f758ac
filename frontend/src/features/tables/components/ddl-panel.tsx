import { CopyButton } from '../../../components/copy-button.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { tableQuery } from '../api/tables.ts'
import styles from './tables.module.css'

/** The statement that would create the table as it is. */
export function DdlPanel({ table }: { table: string }) {
  const { data, feed } = usePolledQuery(tableQuery(table))
  const ddl = data?.ddl ?? null
  return (
    <Panel
      title="Definition"
      meaning="The statement that would create the table as it is, in Trino’s words. Flink’s key is not in it: Trino has no word for that."
      span={12}
      height={320}
      feeds={[feed]}
      empty={data !== undefined && ddl === null && { why: 'Trino does not answer.', next: 'Is it up? npm run status' }}
      skeleton={<Skeleton rows={8} />}
      controls={ddl !== null && <CopyButton text={ddl} what="definition" />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={styles.code} style={{ height: '100%' }} tabIndex={0}>
        {ddl}
      </pre>
    </Panel>
  )
}
