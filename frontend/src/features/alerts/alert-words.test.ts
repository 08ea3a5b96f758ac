import { expect, it } from 'vitest'
import { deliveryWords } from './alert-words.ts'

const told = { event: 'opened', state: 'delivered', attempts: 1, detail: 'HTTP 200', at: null } as const

it('says what became of telling the webhook', () => {
  expect(deliveryWords({ deliveries: [] })).toBeNull()
  expect(deliveryWords({ deliveries: [told] })).toBe('opened: told')
  const waiting = { ...told, state: 'waiting', attempts: 2, detail: 'HTTP 500' } as const
  expect(deliveryWords({ deliveries: [told, { ...waiting, event: 'resolved' }] })).toBe(
    'opened: told; resolved: not told yet, 2 tries, HTTP 500',
  )
})
