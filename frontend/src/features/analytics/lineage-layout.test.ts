// @vitest-environment node
import type { LineageKind, LineageNode } from '@lakehouse/contracts/api/lineage.ts'
import { expect, it } from 'vitest'
import { layoutLineage, NODE, related } from './lineage-layout.ts'

const node = (kind: LineageKind, name: string, layer: string | null = null): LineageNode => ({
  id: `${kind}:${name}`,
  kind,
  name,
  about: '',
  file: null,
  layer,
  state: null,
})
const edge = (from: string, to: string) => ({ from, to })
const nodes = [
  node('exposure', 'page'),
  node('topic', 't'),
  node('table', 'a', 'iceberg'),
  node('table', 'b', 'iceberg'),
  node('model', 'of_b', 'staging'),
  node('model', 'of_a', 'staging'),
  node('model', 'z_of_a', 'marts'),
]
const edges = [
  edge('topic:t', 'table:a'),
  edge('topic:t', 'table:b'),
  edge('table:a', 'model:of_a'),
  edge('table:b', 'model:of_b'),
  edge('model:of_a', 'model:z_of_a'),
  edge('model:z_of_a', 'exposure:page'),
]

it('places every node once, left to right with the data, and no two on each other', () => {
  const layout = layoutLineage({ nodes, edges })
  expect(layout.nodes.size).toBe(nodes.length)
  for (const { from, to } of edges) {
    expect(layout.nodes.get(from)?.x).toBeLessThan(layout.nodes.get(to)?.x ?? 0)
  }
  const [a, b] = [layout.nodes.get('table:a'), layout.nodes.get('table:b')]
  expect(Math.abs((a?.y ?? 0) - (b?.y ?? 0))).toBeGreaterThanOrEqual(NODE.height)
})

it('keeps what belongs together side by side', () => {
  const { nodes: placed } = layoutLineage({ nodes, edges })
  const above = (first: string, second: string) => (placed.get(first)?.y ?? 0) < (placed.get(second)?.y ?? 0)
  expect(above('table:a', 'table:b')).toBe(above('model:of_a', 'model:of_b'))
})

it('finds all that a node comes from and goes into, and nothing beside', () => {
  expect([...related('model:of_a', edges)].sort()).toEqual([
    'exposure:page',
    'model:of_a',
    'model:z_of_a',
    'table:a',
    'topic:t',
  ])
})
