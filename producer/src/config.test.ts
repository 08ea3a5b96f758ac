import { CommanderError } from 'commander'
import { describe, expect, it, vi } from 'vitest'
import { parseConfig } from './config.ts'

describe('parseConfig', () => {
  it('has the defaults of a running stack', () => {
    const { cities, ...config } = parseConfig([], { LAKEHOUSE_PORT_OFFSET: '1000', LAKEHOUSE_HOME: '/data' })
    expect(config).toEqual({
      rate: 500,
      seed: 1,
      late: 2,
      outOfOrder: 2,
      duplicates: 1,
      malformed: 0.5,
      brokers: ['127.0.0.1:10092'],
      ledger: '/data/producer/ledger',
      connectTimeout: 60,
      home: '/data',
    })
    expect(cities.slice(0, 3).map(({ name }) => name)).toEqual(['New York', 'Los Angeles', 'San Francisco'])
  })

  it('takes cities by code or name', () => {
    expect(parseConfig(['--cities', 'nyc,chicago'], {}).cities.map(({ code }) => code)).toEqual(['nyc', 'chi'])
  })

  it.each([
    [['--rate', '9']],
    [['--rate', '']],
    [['--rate', 'fast']],
    [['--seed', '1.5']],
    [['--late', '101']],
    [['--late', '60', '--out-of-order', '60']],
    [['--cities', 'atlantis']],
    [['--no-such-option']],
    [['surplus']],
  ])('refuses %j', (args) => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(() => parseConfig(args, {})).toThrow(CommanderError)
    expect(stderr).toHaveBeenCalledWith(expect.stringMatching(/^error: /))
    stderr.mockRestore()
  })
})
