import { describe, expect, it } from 'vitest'
import { lineDiff } from './line-diff.ts'

const lines = (...all: string[]) => all.join('\n')

describe('lineDiff', () => {
  it('is empty for equal texts', () => expect(lineDiff('a\nb', 'a\nb')).toBe(''))

  it('shows a changed line with two lines around it', () => {
    expect(lineDiff(lines('1', '2', '3', '4', '5', '6', '7'), lines('1', '2', '3', 'four', '5', '6', '7'))).toBe(
      lines(' 2', ' 3', '-4', '+four', ' 5', ' 6'),
    )
  })

  it('marks the gap between two changes', () => {
    const text = ['a', ...Array.from({ length: 8 }, (_, index) => String(index)), 'z']
    expect(lineDiff(text.join('\n'), ['A', ...text.slice(1, -1), 'Z'].join('\n'))).toBe(
      lines('-a', '+A', ' 0', ' 1', '⋯', ' 6', ' 7', '-z', '+Z'),
    )
  })

  it('shows what was only added or only taken away', () => {
    expect(lineDiff('a', 'a\nb')).toBe(' a\n+b')
    expect(lineDiff('a\nb', 'b')).toBe('-a\n b')
  })
})
