import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { expect, it } from 'vitest'
import { jobFile, jobNames, loadJob } from '../jobs/load.ts'
import { joinLineage } from './lineage.ts'
import type { Manifest } from './manifest.ts'

const value = { value: 'x', secret: false }
const variables = new Proxy(
  {},
  {
    get: () => value,
    has: () => true,
    getOwnPropertyDescriptor: () => ({ value, configurable: true, enumerable: true }),
  },
)
const jobs = jobNames(projectRoot).map((name) => loadJob(projectRoot, jobFile(projectRoot, name), variables))

const model = (name: string, layer: string, nodes: string[]) => ({
  resource_type: 'model',
  name,
  description: `About ${name}.`,
  original_file_path: `models/${layer}/${name}.sql`,
  fqn: ['lakehouse', layer, name],
  depends_on: { nodes },
})
const manifest: Manifest = {
  nodes: {
    'model.l.stg': model('stg', 'staging', ['source.l.iceberg_surge_pricing']),
    'model.l.mart': model('mart', 'marts', ['model.l.stg']),
    'test.l.t': { ...model('t', 'tests', ['model.l.mart']), resource_type: 'test' },
  },
  sources: { 'source.l.iceberg_surge_pricing': { name: 'iceberg_surge_pricing', description: 'Surge.' } },
  exposures: {
    'exposure.l.bi': {
      name: 'bi',
      label: 'BI tools',
      description: '',
      original_file_path: 'models/exposures.yml',
      depends_on: { nodes: ['model.l.mart'] },
      config: { meta: { postgres_tables: ['city_metrics'] } },
    },
  },
}
const check = (name: string, outcome: 'passed' | 'failed', of: string[]) =>
  ({ name, outcome, of, file: '', kind: 'data test', seconds: 1, failures: 0 }) as const
const build = {
  buildId: 'b',
  finishedAt: '2026-01-01T00:00:00.000Z',
  outcome: 'failed',
  seconds: 1,
  passed: 1,
  warned: 0,
  failed: 1,
  skipped: 0,
  checks: [check('stg', 'passed', ['stg']), check('mart', 'passed', ['mart']), check('t', 'failed', ['mart'])],
  problems: [],
  published: [],
  unitTestsPassedAt: null,
} as const

const edges = (graph: ReturnType<typeof joinLineage>) => graph.edges.map(({ from, to }) => `${from} > ${to}`)

it('follows each topic through the job files into the tables', () => {
  const graph = joinLineage(jobs, null, null)
  expect(edges(graph)).toEqual(
    expect.arrayContaining([
      'topic:ride_events > job:rides',
      'topic:ride_events > job:zones',
      'topic:driver_locations > job:zones',
      'job:rides > table:iceberg_ride_event_log',
      'job:rides > table:postgres.city_metrics',
      'job:zones > table:iceberg_surge_pricing',
      'job:zones > table:iceberg_dead_letters',
    ]),
  )
  expect(edges(graph)).not.toContain('topic:driver_locations > job:rides')
  expect(graph.incomplete).toContain('npm run dbt -- build')
})

it('joins dbt’s models and exposures to the tables, with how each did', () => {
  const graph = joinLineage(jobs, manifest, { ...build, checks: [...build.checks], problems: [], published: [] })
  expect(edges(graph)).toEqual(
    expect.arrayContaining([
      'table:iceberg_surge_pricing > model:stg',
      'model:stg > model:mart',
      'model:mart > exposure:bi',
      'table:postgres.city_metrics > exposure:bi',
    ]),
  )
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  expect(byId.get('table:iceberg_surge_pricing')).toMatchObject({ about: 'Surge.', layer: 'iceberg' })
  expect(byId.get('model:mart')).toMatchObject({ state: 'failed', layer: 'marts', file: 'dbt/models/marts/mart.sql' })
  expect(byId.get('model:stg')?.state).toBe('passed')
  expect([...byId.keys()]).toHaveLength(graph.nodes.length)
  expect(graph.edges.every(({ from, to }) => byId.has(from) && byId.has(to))).toBe(true)
})
