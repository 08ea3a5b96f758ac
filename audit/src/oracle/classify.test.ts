import { HEARTBEAT_KEY, MAX_VALUE_BYTES, topics } from '@lakehouse/contracts/topics.ts'
import { describe, expect, it } from 'vitest'
import { classify } from './classify.ts'
import { at, ping, record, rideEvent, rideRecord } from './testing.ts'

const RIDES = topics.rideEvents.name
const DRIVERS = topics.driverLocations.name
const withoutBrace = JSON.stringify(rideEvent()).slice(0, -1)
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))
const padded = (length: number): string => `${withoutBrace}${' '.repeat(length - withoutBrace.length - 1)}}`

describe('valid events', () => {
  it.each([
    ['a ride', record(RIDES, rideEvent())],
    ['a ping', record(DRIVERS, ping())],
    ['white space around the object', record(RIDES, ` \r\n\t${withoutBrace} } \n`)],
    ['unknown fields', record(RIDES, rideEvent({ tip: { fare: 'much' }, fare_: -1 }))],
    ['the last of repeated keys right', record(RIDES, `{"sequence":9,${withoutBrace.slice(1)},"sequence":2}`)],
    ['a key spelled with escapes', record(RIDES, `${withoutBrace.replace('"sequence"', '"\\u0073equence"')}}`)],
    ['non-ASCII text', record(RIDES, rideEvent({ city: 'Zürich 東京 🚕' }))],
    ['coordinates at the ends of their range', record(DRIVERS, ping({ latitude: -90, longitude: 180 }))],
    ['fare 0', record(RIDES, rideEvent({ fare: 0 }))],
    ['29 February of a leap year', record(RIDES, rideEvent({ requested_at: '2024-02-29T00:00:00.000Z' }))],
    ['exactly 64 KiB', record(RIDES, padded(MAX_VALUE_BYTES))],
    ['another key than the ride', rideRecord({}, { key: Buffer.from('someone') })],
    ['a key like the heartbeat', rideRecord({}, { key: Buffer.from('__heartbeat ') })],
  ])('%s', (_, kafkaRecord) => {
    expect(classify(kafkaRecord)).toMatchObject({ kind: kafkaRecord.topic === RIDES ? 'ride' : 'ping', late: false })
  })
})

describe('dead letters', () => {
  it.each([
    ['null', record(RIDES, null), 'null value'],
    ['empty', record(RIDES, Buffer.alloc(0)), 'empty value'],
    ['one byte above 64 KiB', record(RIDES, padded(MAX_VALUE_BYTES + 1)), '65537 bytes'],
    ['a stray continuation byte', record(RIDES, bytes(withoutBrace, ',"x":"', [0x80], '"}')), 'not UTF-8'],
    ['an overlong encoding', record(RIDES, bytes(withoutBrace, ',"x":"', [0xc0, 0xaf], '"}')), 'not UTF-8'],
    ['a surrogate in UTF-8', record(RIDES, bytes(withoutBrace, ',"x":"', [0xed, 0xa0, 0x80], '"}')), 'not UTF-8'],
    ['Latin-1', record(RIDES, Buffer.from(JSON.stringify(rideEvent({ city: 'Zürich' })), 'latin1')), 'not UTF-8'],
    ['a byte order mark', record(RIDES, `\uFEFF${withoutBrace}}`), 'not JSON'],
    ['a cut-off object', record(RIDES, withoutBrace), 'not JSON'],
    ['something after the object', record(RIDES, `${withoutBrace}} x`), 'not JSON'],
    ['two objects', record(RIDES, `${withoutBrace}}${withoutBrace}}`), 'not JSON'],
    ['NaN', record(RIDES, `${withoutBrace.replace('"fare":null', '"fare":NaN')}}`), 'not JSON'],
    ['an array', record(RIDES, [rideEvent()]), 'not a JSON object'],
    ['a string', record(RIDES, '"ride"'), 'not a JSON object'],
    ['JSON null', record(RIDES, 'null'), 'not a JSON object'],
    ['a ride among the drivers', record(DRIVERS, rideEvent()), 'driver_id'],
    ['a missing field', record(RIDES, rideEvent({ rider_id: undefined })), 'rider_id'],
    ['null in a required field', record(RIDES, rideEvent({ city: null })), 'city'],
    ['an empty identifier', record(RIDES, rideEvent({ ride_id: '' })), 'ride_id'],
    ['a number as text', record(RIDES, rideEvent({ pickup_latitude: '40.7' })), 'pickup_latitude'],
    ['an identifier as number', record(RIDES, rideEvent({ rider_id: 7 })), 'rider_id'],
    ['latitude above 90', record(DRIVERS, ping({ latitude: 90.0000001 })), 'latitude'],
    ['longitude below -180', record(DRIVERS, ping({ longitude: -180.0000001 })), 'longitude'],
    ['an unknown status', record(RIDES, rideEvent({ status: 'requested' })), 'status'],
    ['sequence 0', record(RIDES, rideEvent({ sequence: 0 })), 'sequence'],
    ['sequence 4', record(RIDES, rideEvent({ sequence: 4 })), 'sequence'],
    ['sequence 1.5', record(RIDES, rideEvent({ sequence: 1.5 })), 'sequence'],
    ['a negative fare', record(RIDES, rideEvent({ fare: -0.01 })), 'fare'],
    ['a fare that DECIMAL(10,2) cannot hold', record(RIDES, rideEvent({ fare: 100_000_000 })), 'fare'],
    ['U+0000 in a text', record(RIDES, rideEvent({ city: 'a\0' })), 'city'],
    ['half a surrogate pair', record(RIDES, `${withoutBrace},"zone_id":"\\ud83d"}`), 'zone_id'],
    ['the last of repeated keys wrong', record(RIDES, `${withoutBrace},"sequence":9}`), 'sequence'],
    ['no milliseconds', record(RIDES, rideEvent({ event_time: '2026-03-01T12:00:00Z' })), 'event_time'],
    ['microseconds', record(RIDES, rideEvent({ event_time: '2026-03-01T12:00:00.000000Z' })), 'event_time'],
    ['an offset', record(RIDES, rideEvent({ event_time: '2026-03-01T12:00:00.000+00:00' })), 'event_time'],
    ['a day that does not exist', record(RIDES, rideEvent({ event_time: '2026-02-29T12:00:00.000Z' })), 'event_time'],
    ['hour 24', record(RIDES, rideEvent({ event_time: '2026-03-01T24:00:00.000Z' })), 'event_time'],
    ['5.001 s in the future', rideRecord({ event_time: '2026-03-01T12:00:05.001Z' }), 'future'],
  ])('%s', (_, kafkaRecord, reason) => {
    const what = classify(kafkaRecord)
    expect(what).toMatchObject({ kind: 'dead letter' })
    expect(what).toHaveProperty('reason', expect.stringContaining(reason))
  })
})

it('takes the heartbeat by its key, whatever its value', () => {
  const key = Buffer.from(HEARTBEAT_KEY)
  for (const value of [null, Buffer.alloc(0), Buffer.from('{}'), Buffer.from(JSON.stringify(rideEvent()))]) {
    expect(classify(record(RIDES, value, { key }))).toEqual({ kind: 'heartbeat' })
  }
})

describe('time', () => {
  it.each([
    ['11:59:54.999', true],
    ['11:59:55.000', false],
    ['12:00:05.000', false],
  ])('an event of %s recorded at 12:00:00.000: late is %s', (time, late) => {
    const event_time = `2026-03-01T${time}Z`
    expect(classify(rideRecord({ event_time }))).toMatchObject({ kind: 'ride', late, eventTime: at(event_time) })
  })
})

describe('fare', () => {
  const fareOf = (written: string): unknown => {
    const what = classify(record(RIDES, `${withoutBrace.replace('"fare":null', `"fare":${written}`)}}`))
    return what.kind === 'ride' ? what.event.fare : what
  }
  it.each([
    ['12.3', '12.30'],
    ['1.005', '1.01'],
    ['12.344999999999999999999', '12.35'],
    ['12.3449999', '12.34'],
    ['1e2', '100.00'],
    ['99999999.99', '99999999.99'],
    ['null', null],
  ])('%s is %s in DECIMAL(10,2)', (written, column) => {
    expect(fareOf(written)).toBe(column)
  })

  it('is the last of repeated ones, not that of an inner object', () => {
    expect(classify(record(RIDES, `${withoutBrace},"fare":7.125,"x":{"fare":1},"fare":8.125}`))).toMatchObject({
      event: { fare: '8.13' },
    })
  })
})
