interface Node {
  readonly name: string
  readonly dependsOn: readonly string[]
}

/**
 * Runs `visit` for every node as soon as those it depends on are done; independent ones run side by side.
 * Rejects with the first failure; what waits for a failed node is not visited.
 * @throws {Error} when a dependency is unknown or the nodes depend on each other in a circle.
 */
export async function inDependencyOrder<T extends Node>(
  nodes: readonly T[],
  visit: (node: T) => Promise<void>,
): Promise<void> {
  const done = new Map<string, Promise<void>>()
  for (const node of sortByDependencies(nodes)) {
    const visited = Promise.all(node.dependsOn.map((name) => done.get(name))).then(() => visit(node))
    visited.catch(() => undefined) // reported by Promise.all below, once
    done.set(node.name, visited)
  }
  await Promise.all(done.values())
}

/** The same nodes with every dependency turned round: for stopping, what depends on a node comes before it. */
export function reversed<T extends Node>(nodes: readonly T[]): readonly T[] {
  return nodes.map((node) => ({
    ...node,
    dependsOn: nodes.filter((other) => other.dependsOn.includes(node.name)).map((other) => other.name),
  }))
}

/** The nodes, each after those it depends on. */
export function sortByDependencies<T extends Node>(nodes: readonly T[]): readonly T[] {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const sorted = new Set<T>()
  const visit = (node: T, path: readonly string[]) => {
    if (path.includes(node.name)) throw new Error(`services depend on each other: ${[...path, node.name].join(' -> ')}`)
    if (sorted.has(node)) return
    for (const name of node.dependsOn) {
      const dependency = byName.get(name)
      if (dependency === undefined) throw new Error(`service ${node.name} depends on ${name}, which does not exist`)
      visit(dependency, [...path, node.name])
    }
    sorted.add(node)
  }
  for (const node of nodes) visit(node, [])
  return [...sorted]
}
