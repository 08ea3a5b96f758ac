import type { Lineage, LineageEdge, LineageNode } from '@lakehouse/contracts/api/lineage.ts'

/** Columns of the drawing, in the direction of the data. */
const columnNames = ['Topics', 'Jobs', 'Tables', 'Staging', 'Intermediate', 'Marts', 'Used by'] as const

export interface PlacedNode {
  readonly node: LineageNode
  readonly x: number
  readonly y: number
}

export interface LineageLayout {
  readonly columns: readonly { readonly name: string; readonly x: number }[]
  readonly nodes: ReadonlyMap<string, PlacedNode>
  readonly edges: readonly LineageEdge[]
  readonly width: number
  readonly height: number
}

/** Pixels. */
export const NODE = { width: 146, height: 28 } as const
const GAP = { x: 28, y: 8 } as const
const HEAD = 30
/** Rounds of ordering each column by what its nodes are joined to. */
const ROUNDS = 6

function columnOf({ kind, layer }: LineageNode): number {
  if (kind === 'topic') return 0
  if (kind === 'job') return 1
  if (kind === 'table') return 2
  if (kind === 'exposure') return 6
  return layer === 'staging' ? 3 : layer === 'intermediate' ? 4 : 5
}

/** Places each node in the column of its kind, ordered so that edges cross little. */
export function layoutLineage({ nodes, edges }: Pick<Lineage, 'nodes' | 'edges'>): LineageLayout {
  const columns = columnNames.map((_, index) =>
    nodes.filter((node) => columnOf(node) === index).toSorted((a, b) => a.name.localeCompare(b.name)),
  )
  const neighbours = new Map<string, string[]>(nodes.map(({ id }) => [id, []]))
  for (const { from, to } of edges) {
    neighbours.get(from)?.push(to)
    neighbours.get(to)?.push(from)
  }
  const tallest = Math.max(1, ...columns.map((column) => column.length))
  let heights = heightsOf(columns, tallest)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const column of columns) {
      const wish = new Map(
        column.map(({ id }) => [id, mean(neighbours.get(id) ?? [], heights) ?? heights.get(id) ?? 0]),
      )
      column.sort((a, b) => (wish.get(a.id) ?? 0) - (wish.get(b.id) ?? 0))
      heights = heightsOf(columns, tallest)
    }
  }
  const x = (column: number) => column * (NODE.width + GAP.x)
  const y = (id: string) => HEAD + (heights.get(id) ?? 0) * (NODE.height + GAP.y)
  return {
    columns: columnNames.map((name, index) => ({ name, x: x(index) })),
    nodes: new Map(
      columns.flatMap((column, index) =>
        column.map((node) => [node.id, { node, x: x(index), y: y(node.id) }] as const),
      ),
    ),
    edges,
    width: x(columnNames.length - 1) + NODE.width,
    height: HEAD + tallest * (NODE.height + GAP.y),
  }
}

/** Each node's height in rows; shorter columns stand in the middle. */
function heightsOf(columns: readonly (readonly LineageNode[])[], tallest: number): Map<string, number> {
  return new Map(
    columns.flatMap((column) => column.map((node, index) => [node.id, index + (tallest - column.length) / 2] as const)),
  )
}

function mean(ids: readonly string[], heights: ReadonlyMap<string, number>): number | null {
  if (ids.length === 0) return null
  return ids.reduce((sum, id) => sum + (heights.get(id) ?? 0), 0) / ids.length
}

/** Everything a node comes from or goes into, itself included. */
export function related(id: string, edges: readonly LineageEdge[]): ReadonlySet<string> {
  const follow = (next: (edge: LineageEdge, at: string) => string | null) => {
    const seen = new Set([id])
    for (const at of seen) {
      for (const edge of edges) {
        const other = next(edge, at)
        if (other !== null) seen.add(other)
      }
    }
    return seen
  }
  const up = follow(({ from, to }, at) => (to === at ? from : null))
  const down = follow(({ from, to }, at) => (from === at ? to : null))
  return new Set([...up, ...down])
}
