import type { AnalyticsBuild } from '@lakehouse/contracts/analytics-build.ts'
import { BUILD_TASK } from '@lakehouse/contracts/api/analytics.ts'
import { BookOpen, CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Age, Time } from '../../../components/time.tsx'
import { tasksQuery } from '../../../lib/api/tasks-query.ts'
import { formatCount } from '../../../lib/number.ts'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { BUILD_PACE_MS, lastBuildQuery } from '../api/analytics.ts'
import styles from './build-panel.module.css'
import { RunBuild } from './run-build.tsx'
import { RunningBuild } from './running-build.tsx'

const outcomes = {
  published: {
    tone: 'ok',
    icon: CircleCheck,
    word: 'Published',
    means: 'Everything was built and tested, and the marts were replaced.',
  },
  failed: {
    tone: 'bad',
    icon: CircleAlert,
    word: 'Failed',
    means: 'Nothing was published: the marts are those of the last green build.',
  },
  partial: {
    tone: 'warn',
    icon: CircleDashed,
    word: 'Partial',
    means: 'Green, but not of every model, so nothing was published.',
  },
} as const

/** The last build: how it ended, and the way to run one. */
export function BuildPanel() {
  const { data, feed } = usePolledQuery(lastBuildQuery, BUILD_PACE_MS)
  const tasks = usePolledQuery(tasksQuery, BUILD_PACE_MS)
  const task = tasks.data?.tasks.find(({ name }) => name === BUILD_TASK)
  const [active] = task?.active ?? []
  return (
    <Panel
      title="Last build"
      meaning="What the newest dbt build of this stack came to. A build writes into ride_hailing_audit, tests that, and publishes to ride_hailing_marts only when everything is green."
      span={5}
      height={330}
      feeds={[feed]}
      skeleton={<Skeleton rows={6} />}
      table={() => publishedTable(data?.build ?? null)}
      tableInPlace={false}
      controls={<RunBuild busy={busyReason(active !== undefined, tasks.data !== undefined, task !== undefined)} />}
    >
      <div className={styles.body}>
        {active && <RunningBuild run={active} />}
        {data?.build == null ? (
          <p className={styles.none}>
            No build has run on this stack. “Run build” above starts one; so does <code>npm run dbt -- build</code>.
          </p>
        ) : (
          <Outcome build={data.build} />
        )}
        {data?.docs && (
          <p>
            <a href={data.docs.url} target="_blank" rel="noreferrer">
              <BookOpen size={14} aria-hidden /> dbt documentation and lineage
            </a>
            <span className={styles.muted}>
              {' '}
              of <Time at={data.docs.generated_at} />
            </span>
          </p>
        )}
      </div>
    </Panel>
  )
}

function busyReason(running: boolean, asked: boolean, known: boolean): string | null {
  if (running) return 'A build is under way.'
  if (!asked) return 'The control plane has not said yet whether a build is under way.'
  return known ? null : `control-plane/tasks.yaml has no task ${BUILD_TASK}.`
}

function Outcome({ build }: { build: AnalyticsBuild }) {
  const { tone, icon, word, means } = outcomes[build.outcome]
  return (
    <>
      <p>
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>{' '}
        <Age at={Date.parse(build.finishedAt)} /> ago, in {build.seconds.toFixed(1)} s
      </p>
      <p className={styles.muted}>
        {means}
        {build.unitTestsPassedAt !== null && (
          <>
            {' '}
            Unit tests passed with the same SQL at <Time at={build.unitTestsPassedAt} />.
          </>
        )}
      </p>
      <dl className={styles.counts}>
        <div>
          <dt>passed</dt>
          <dd>{build.passed}</dd>
        </div>
        <div>
          <dt>warned</dt>
          <dd>{build.warned}</dd>
        </div>
        <div>
          <dt>failed</dt>
          <dd className={build.failed > 0 ? styles.bad : undefined}>{build.failed}</dd>
        </div>
        <div>
          <dt>skipped</dt>
          <dd>{build.skipped}</dd>
        </div>
      </dl>
      {build.published.length > 0 && (
        <p className={styles.muted}>
          {build.published.length} marts,{' '}
          {formatCount(String(build.published.reduce((sum, { rowCount }) => sum + rowCount, 0)))} rows. Their snapshots
          are in ride_hailing_marts.publications under build <code>{build.buildId.slice(0, 8)}</code>.
        </p>
      )}
    </>
  )
}

function publishedTable(build: AnalyticsBuild | null) {
  return {
    columns: ['mart', 'rows', 'snapshot_id', 'audit_snapshot_id'],
    rows: (build?.published ?? []).map(({ mart, rowCount, snapshotId, auditSnapshotId }) => [
      mart,
      String(rowCount),
      snapshotId,
      auditSnapshotId,
    ]),
  }
}
