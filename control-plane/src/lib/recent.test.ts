import { expect, it } from 'vitest'
import { Recent } from './recent.ts'

it('makes each value once and forgets the one unused longest', () => {
  const recent = new Recent<number>(2)
  let made = 0
  const get = (key: string) => recent.get(key, () => ++made)
  expect([get('a'), get('b'), get('a'), get('c'), get('a')]).toEqual([1, 2, 1, 3, 1])
  expect(get('b')).toBe(4)
})
