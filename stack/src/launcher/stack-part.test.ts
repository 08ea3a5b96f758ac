import { expect, test } from 'vitest'
import { type StackPart, startParts, stopParts } from './stack-part.ts'

const never = new AbortController().signal

function part(name: string, events: string[], options: Partial<StackPart> = {}): StackPart {
  return {
    name,
    dependsOn: [],
    essential: true,
    start: async () => void events.push(`start ${name}`),
    stop: async () => void events.push(`stop ${name}`),
    ...options,
  }
}

test('stops in the opposite order', async () => {
  const events: string[] = []
  const parts = [part('a', events), part('b', events, { dependsOn: ['a'] })]
  expect(await startParts(parts, never)).toEqual([])
  await stopParts(parts, never)
  expect(events).toEqual(['start a', 'start b', 'stop b', 'stop a'])
})

test('without an essential part there is no start', async () => {
  const broken = async () => {
    throw new Error('no broker')
  }
  await expect(startParts([part('kafka', [], { start: broken })], never)).rejects.toThrow('no broker')
})

test('another part is reported, what needs it is left out, and the rest goes on', async () => {
  const events: string[] = []
  const start = async () => {
    throw new Error('bad SQL')
  }
  const parts = [
    part('jobs', events, { essential: false, start }),
    part('reader', events, { essential: false, dependsOn: ['jobs'] }),
    part('pages', events, { essential: false }),
  ]
  const problems = await startParts(parts, never)
  expect(problems.map(({ part: name, error }) => `${name}: ${error.message}`)).toContain('jobs: bad SQL')
  expect(events).toEqual(['start pages'])
})

test('an interruption ends the wait for a part that hangs', async () => {
  const stop = new AbortController()
  const hangs = part('slow', [], { start: () => new Promise(() => undefined) })
  const start = startParts([hangs], stop.signal)
  stop.abort()
  await expect(start).rejects.toThrow('starting the stack')
})
