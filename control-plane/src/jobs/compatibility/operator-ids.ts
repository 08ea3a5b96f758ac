import { murmur3 } from './murmur3.ts'
import type { PlanGraph, PlanNode } from './plan-graph.ts'

/**
 * The id under which Flink keeps each operator's state, by node number. SQL jobs set no uid, so the id is a hash of
 * the operator's place: its turn in a breadth-first walk from the sources, how many operators are chained to it, and
 * the ids of its inputs. What the operator does is not in it.
 * Source: Flink 2.1, StreamGraphHasherV2 and StreamingJobGraphGenerator.isChainable.
 */
export function operatorIds(graph: PlanGraph): ReadonlyMap<number, string> {
  const nodes = new Map(graph.map((node) => [node.id, node]))
  const outputs = new Map<number, PlanNode[]>(graph.map((node) => [node.id, []]))
  for (const node of graph) for (const input of node.inputs) outputs.get(input.id)?.push(node)
  const hashes = new Map<number, Uint8Array>()
  const waiting = graph.filter((node) => node.inputs.length === 0)
  const visited = new Set(waiting.map((node) => node.id))
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    const inputs = node.inputs.map(({ id }) => hashes.get(id))
    if (inputs.some((hash) => hash === undefined)) {
      visited.delete(node.id) // it comes again with the last of its inputs
      continue
    }
    const next = outputs.get(node.id) ?? []
    const chained = next.filter((output) => isChained(nodes, output)).length
    hashes.set(node.id, placeHash(hashes.size, chained, inputs as Uint8Array[]))
    for (const output of next) {
      if (visited.has(output.id)) continue
      visited.add(output.id)
      waiting.push(output)
    }
  }
  return new Map([...hashes].map(([id, hash]) => [id, Buffer.from(hash).toString('hex')]))
}

/** Whether a node runs in one task with its only input. */
function isChained(nodes: ReadonlyMap<number, PlanNode>, node: PlanNode): boolean {
  const [input, ...others] = node.inputs
  if (input === undefined || others.length > 0 || input.ship !== 'FORWARD') return false
  return nodes.get(input.id)?.parallelism === node.parallelism
}

function placeHash(turn: number, chained: number, inputs: readonly Uint8Array[]): Uint8Array {
  const place = new DataView(new ArrayBuffer(4 * (chained + 1)))
  for (let index = 0; index <= chained; index += 1) place.setInt32(4 * index, turn, true)
  const hash = murmur3(new Uint8Array(place.buffer))
  for (const input of inputs) {
    for (const [index, byte] of hash.entries()) hash[index] = (byte * 37) ^ (input[index] as number)
  }
  return hash
}
