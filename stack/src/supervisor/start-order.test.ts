import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { inDependencyOrder, reversed, sortByDependencies } from './start-order.ts'

const node = (name: string, ...dependsOn: string[]) => ({ name, dependsOn })
const diamond = [node('d', 'b', 'c'), node('b', 'a'), node('c', 'a'), node('a')]

describe('sortByDependencies', () => {
  test('puts every node after those it depends on', () => {
    const names = sortByDependencies(diamond).map(({ name }) => name)
    expect(names).toHaveLength(4)
    for (const { name, dependsOn } of diamond) {
      for (const dependency of dependsOn) expect(names.indexOf(dependency)).toBeLessThan(names.indexOf(name))
    }
  })

  test('names the circle', () => {
    expect(() => sortByDependencies([node('a', 'b'), node('b', 'a')])).toThrow('a -> b -> a')
  })

  test('names what does not exist', () => {
    expect(() => sortByDependencies([node('a', 'ghost')])).toThrow('a depends on ghost')
  })
})

describe('inDependencyOrder', () => {
  test('runs independent nodes side by side and dependents afterwards', async () => {
    const events: string[] = []
    await inDependencyOrder(diamond, async ({ name }) => {
      events.push(`${name} begins`)
      await sleep(1)
      events.push(`${name} ends`)
    })
    expect(events.slice(0, 4)).toEqual(['a begins', 'a ends', 'b begins', 'c begins'])
    expect(events.at(-2)).toBe('d begins')
  })

  test('rejects with the failure and does not visit what waits for the failed node', async () => {
    const visited: string[] = []
    const run = inDependencyOrder(diamond, async ({ name }) => {
      visited.push(name)
      if (name === 'b') throw new Error('b is broken')
    })
    await expect(run).rejects.toThrow('b is broken')
    expect(visited).not.toContain('d')
  })
})

test('reversed turns every dependency round', () => {
  const names = sortByDependencies(reversed(diamond)).map(({ name }) => name)
  expect(names[0]).toBe('d')
  expect(names.at(-1)).toBe('a')
})
