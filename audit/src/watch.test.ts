import { expect, it } from 'vitest'
import { withRetries } from './watch.ts'

const watch = () => {
  const said: string[] = []
  const aborter = new AbortController()
  return { said, aborter, signal: aborter.signal, progress: (text: string) => void said.push(text) }
}
const failing = (times: number) => {
  let left = times
  return async (): Promise<string> => {
    if (left-- > 0) throw new Error('no file\nSELECT 1')
    return 'rows'
  }
}

it('repeats what fails twice, and says so', async () => {
  const watching = watch()
  expect(await withRetries(failing(2), watching, 0)).toBe('rows')
  expect(watching.said).toEqual([1, 2].map((n) => `attempt ${n} of 3 failed, trying again: no file`))
})

it('throws what fails three times', async () => {
  await expect(withRetries(failing(3), watch(), 0)).rejects.toThrow('no file')
})

it('does not repeat what was broken off', async () => {
  const watching = watch()
  watching.aborter.abort(new Error('interrupted'))
  await expect(withRetries(failing(1), watching, 0)).rejects.toThrow('interrupted')
})
