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
    ['all of 8,192 bytes', 'x'.repeat(8_192), 'x'.repeat(8_192)],
    ['the first 8,192 bytes', 'x'.repeat(8_193), 'x'.repeat(8_192)],
    ['characters that end exactly there', 'é'.repeat(5_000), 'é'.repeat(4_096)],
    ['one replacement for a character that is cut', `x${'é'.repeat(5_000)}`, `x${'é'.repeat(4_095)}\uFFFD`],
    ['one for four bytes that are cut', `xx${'🚕'.repeat(3_000)}`, `xx${'🚕'.repeat(2_047)}\uFFFD`],
  ])('holds %s', (_, text, payload) => {
    expect(payloadCell(Buffer.from(text))).toBe(payload)
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
