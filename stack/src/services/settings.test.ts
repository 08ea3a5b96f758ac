import { expect, it } from 'vitest'
import { UsageError } from '../system/failure.ts'
import { readSettings } from './settings.ts'

it('has a default for everything, and takes an empty variable for none', () => {
  const defaults = { checkpointInterval: '2 s', upkeep: 'on', alertWebhook: '' }
  expect(readSettings({})).toEqual(defaults)
  expect(readSettings({ LAKEHOUSE_UPKEEP: '', LAKEHOUSE_ALERT_WEBHOOK_URL: '' })).toEqual(defaults)
})

it('takes what is set', () => {
  const env = {
    LAKEHOUSE_CHECKPOINT_INTERVAL: '500 ms',
    LAKEHOUSE_UPKEEP: 'off',
    LAKEHOUSE_ALERT_WEBHOOK_URL: 'https://example.org/alerts',
  }
  expect(readSettings(env)).toEqual({
    checkpointInterval: '500 ms',
    upkeep: 'off',
    alertWebhook: 'https://example.org/alerts',
  })
})

it.each([
  ['LAKEHOUSE_CHECKPOINT_INTERVAL', 'often'],
  ['LAKEHOUSE_CHECKPOINT_INTERVAL', '0 s'],
  ['LAKEHOUSE_UPKEEP', 'no'],
  ['LAKEHOUSE_ALERT_WEBHOOK_URL', 'file:///etc/passwd'],
])('refuses %s=%s with its name and value', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrowError(UsageError)
  expect(() => readSettings({ [name]: value })).toThrowError(`${name} is "${value}": must be`)
})
