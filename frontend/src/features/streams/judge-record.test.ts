// @vitest-environment node
import type { KafkaRecord } from '@lakehouse/contracts/api/streams.ts'
import { describe, expect, it } from 'vitest'
import { judgeRecord, prettyJson } from './judge-record.ts'

const ping = {
  event_id: 'e1',
  driver_id: 'd1',
  city: 'Austin',
  zone_id: 'pier-17',
  latitude: 30,
  longitude: -97,
  status: 'AVAILABLE',
  event_time: '2026-11-21T10:00:00.000Z',
}

function record(value: string | null, kafkaTime = '2026-11-21T10:00:01.000Z', bytes?: number): KafkaRecord {
  return {
    partition: 0,
    offset: '1',
    kafka_time: kafkaTime,
    key: 'd1',
    value,
    value_bytes: bytes ?? (value ?? '').length,
  }
}

const judge = (value: string | null, kafkaTime?: string, bytes?: number) =>
  judgeRecord('driver_locations', record(value, kafkaTime, bytes))

describe('judgeRecord', () => {
  it('takes a complete event, with an opaque zone and unknown fields', () => {
    expect(judge(JSON.stringify({ ...ping, colour: 'red' }))).toEqual({ kind: 'on-time' })
  })

  it('is late strictly after 5 s, and a dead letter strictly before -5 s', () => {
    const value = JSON.stringify(ping)
    expect(judge(value, '2026-11-21T10:00:05.000Z')).toEqual({ kind: 'on-time' })
    expect(judge(value, '2026-11-21T10:00:05.001Z')).toEqual({ kind: 'late', byMs: 5_001 })
    expect(judge(value, '2026-11-21T09:59:55.000Z')).toEqual({ kind: 'on-time' })
    expect(judge(value, '2026-11-21T09:59:54.999Z')).toMatchObject({ kind: 'dead-letter' })
  })

  it.each([
    ['no value', null],
    ['no JSON', '{"event_id":'],
    ['city', JSON.stringify({ ...ping, city: '' })],
    ['latitude', JSON.stringify({ ...ping, latitude: 91 })],
    ['status', JSON.stringify({ ...ping, status: 'ASLEEP' })],
    ['driver_id', JSON.stringify({ ...ping, driver_id: undefined })],
  ])('names what is wrong: %s', (reason, value) => {
    expect(judge(value)).toEqual({ kind: 'dead-letter', reason: expect.stringContaining(reason) })
  })

  it('says nothing of a record it sees only the beginning of, unless it is too long anyway', () => {
    const beginning = JSON.stringify(ping).slice(0, 60)
    expect(judge(beginning, undefined, 9_000)).toEqual({ kind: 'unknown' })
    expect(judge(beginning, undefined, 70_000)).toMatchObject({ kind: 'dead-letter' })
  })
})

it('indents what is JSON and nothing else', () => {
  expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(prettyJson('{"a":')).toBeNull()
  expect(prettyJson(null)).toBeNull()
})
