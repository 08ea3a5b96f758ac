import { beforeEach, expect, it } from 'vitest'
import { accessToken, keepAccessToken, takeTokenFromAddress } from './access-token.ts'

beforeEach(() => keepAccessToken(''))

it('takes the token from the link and out of the address', () => {
  history.replaceState(null, '', '/jobs?job=rides#token=ab-c_1')
  takeTokenFromAddress()
  expect(accessToken.get()).toBe('ab-c_1')
  expect(localStorage.getItem('lakehouse.token')).toBe('ab-c_1')
  expect(location.href).toMatch(/\/jobs\?job=rides$/)
})

it('leaves other fragments alone', () => {
  history.replaceState(null, '', '/jobs#checkpoints')
  takeTokenFromAddress()
  expect(accessToken.get()).toBeNull()
  expect(location.hash).toBe('#checkpoints')
})

it('forgets the token', () => {
  keepAccessToken('abc')
  keepAccessToken('')
  expect(accessToken.get()).toBeNull()
  expect(localStorage.getItem('lakehouse.token')).toBeNull()
})
