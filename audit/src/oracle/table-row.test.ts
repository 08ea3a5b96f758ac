import { describe, expect, it } from 'vitest'
import { payloadCell, timeCell, timeOfCell } from './table-row.ts'

it('spells times as Trino does, and reads them back', () => {
  const cell = timeCell('2026-02-28T23:59:59.999Z')
  expect(cell).toBe('2026-02-28 23:59:59.999000 UTC')
  expect(timeCell(Date.parse('2026-02-28T23:59:59.999Z'))).toBe(cell)
  expect(timeOfCell(cell)).toBe(Date.parse('2026-02-28T23:59:59.999Z'))
})

describe('payload', () => {
  it.each([
    ['all of 8,192 bytes', 'x'.repeat(8_192), 8_192],
    ['the first 8,192 bytes', 'x'.repeat(8_193), 8_192],
    ['characters that end exactly there', 'é'.repeat(5_000), 8_192],
    ['no part of a character that reaches across', `x${'é'.repeat(5_000)}`, 8_191],
    ['no part of four bytes that reach across', `xx${'🚕'.repeat(3_000)}`, 8_190],
    ['a short character before the end', `${'x'.repeat(8_190)}é${'x'.repeat(9)}`, 8_192],
  ])('holds %s', (_, text, bytes) => {
    const payload = payloadCell(Buffer.from(text))
    expect(text.startsWith(payload ?? '?')).toBe(true)
    expect(Buffer.byteLength(payload ?? '')).toBe(bytes)
  })

  it('replaces what cannot be decoded, a run as one', () => {
    expect(payloadCell(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x80]))).toBe('a\uFFFDb\uFFFD')
    expect(payloadCell(Buffer.concat([Buffer.alloc(8_191, 'x'), Buffer.from([0xc3, 0x78])]))).toBe(
      `${'x'.repeat(8_191)}\uFFFD`,
    )
  })

  it('is null of a null value and empty of an empty one', () => {
    expect(payloadCell(null)).toBeNull()
    expect(payloadCell(Buffer.alloc(0))).toBe('')
  })
})
