import { describe, expect, it } from 'vitest'
import { UserError } from '../errors.ts'
import { completeParameters, fillArguments, type ParameterSpecs } from './parameters.ts'

const specs: ParameterSpecs = {
  rate: { type: 'integer', about: 'events per second', default: 100, min: 1, max: 500 },
  city: { type: 'text', about: 'a city', pattern: '[A-Z]\\w+' },
  mode: { type: 'choice', about: 'how', choices: ['fast', 'slow'], default: 'fast' },
  full_refresh: { type: 'flag', about: 'all of it', default: false },
}

describe('parameters', () => {
  it('completes what was given by defaults', () => {
    expect(completeParameters(specs, { city: 'Oslo' })).toEqual({
      rate: 100,
      city: 'Oslo',
      mode: 'fast',
      full_refresh: false,
    })
  })

  it.each([
    [{}, /city has no value/],
    [{ city: 'oslo' }, /city must match/],
    [{ city: 'Oslo; rm' }, /city must match/],
    [{ city: 'Oslo', rate: 501 }, /rate must be at most 500/],
    [{ city: 'Oslo', rate: 1.5 }, /whole number/],
    [{ city: 'Oslo', rate: '5' }, /whole number/],
    [{ city: 'Oslo', mode: 'medium' }, /one of fast, slow/],
    [{ city: 'Oslo', full_refresh: 'yes' }, /true or false/],
    [{ city: 'Oslo', colour: 'red' }, /no parameter "colour"/],
  ])('refuses %j', (given, message) => {
    expect(() => completeParameters(specs, given as never)).toThrow(UserError)
    expect(() => completeParameters(specs, given as never)).toThrow(message)
  })

  it.each(['--output=/etc/passwd', 'a\0b', 'line\nbreak'])('refuses %j as free text', (value) => {
    expect(() => completeParameters({ note: { type: 'text', about: 'a note' } }, { note: value })).toThrow(UserError)
  })
})

describe('arguments', () => {
  it('stay one argument each, whatever a value holds', () => {
    const values = { a: '$(touch x) "; y', n: 7 }
    expect(fillArguments(['run', '--n={n}', '{a}'], values)).toEqual(['run', '--n=7', '$(touch x) "; y'])
  })

  it('take a flag as an option that is there or not', () => {
    expect(fillArguments(['build', '{full_refresh}'], { full_refresh: true })).toEqual(['build', '--full-refresh'])
    expect(fillArguments(['build', '{full_refresh}'], { full_refresh: false })).toEqual(['build'])
  })

  it('leave braces alone that name no parameter', () => {
    expect(fillArguments(['{"json": {other}}'], {})).toEqual(['{"json": {other}}'])
  })
})
