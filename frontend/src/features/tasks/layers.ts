/** Something in a graph of needs. */
export interface Needing {
  readonly name: string
  readonly needs: readonly string[]
}

export interface Placed {
  readonly name: string
  /** Left to right: 0 for what needs nothing, else one more than the furthest of what it needs. */
  readonly column: number
  /** Top to bottom within the column. */
  readonly row: number
}

/** Places each node to the right of all it needs. Needs outside the graph are left out; the graph holds no circle. */
export function inLayers(nodes: readonly Needing[]): readonly Placed[] {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const columns = new Map<string, number>()
  const columnOf = (name: string): number => {
    const known = columns.get(name)
    if (known !== undefined) return known
    const needs = (byName.get(name)?.needs ?? []).filter((needed) => byName.has(needed))
    const column = needs.length === 0 ? 0 : 1 + Math.max(...needs.map(columnOf))
    columns.set(name, column)
    return column
  }
  const rows = new Map<number, number>()
  return nodes.map(({ name }) => {
    const column = columnOf(name)
    const row = rows.get(column) ?? 0
    rows.set(column, row + 1)
    return { name, column, row }
  })
}
