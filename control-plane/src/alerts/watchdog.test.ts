import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NotFound } from '../errors.ts'
import { Journal } from '../journal/journal.ts'
import type { Reading } from '../pipeline/reading.ts'
import { AlertFile } from './alert-file.ts'
import type { Condition, Trouble } from './condition.ts'
import { reading } from './testing.ts'
import { Watchdog } from './watchdog.ts'
import { pauseAfter, webhookUrl } from './webhook.ts'

const trouble: Trouble = {
  key: 'rides t',
  severity: 'critical',
  object: 't',
  job: 'rides',
  title: 't gets no commit',
  cause: 'because',
  action: 'do',
}
const ada = { actor: 'ada', source: 'dashboard' } as const

describe('the watchdog', () => {
  let home: string
  let journal: Journal
  let file: AlertFile
  let troubles: Trouble[]
  let webhook: URL | null
  const condition: Condition = { rule: 'no-commit', forMs: 10_000, needs: ['flink'], find: () => troubles }
  const start = () =>
    new Watchdog({
      look: () => Promise.reject(new Error('not looked at here')),
      conditions: [condition],
      file,
      journal,
      webhook,
      warn: () => undefined,
    })
  /** Judges a round `seconds` from now; what happens next to alerts is by the real clock. */
  const round = (watchdog: Watchdog, seconds: number, changed: Partial<Reading> = {}) =>
    watchdog.judge(reading(base + seconds * 1000, changed))
  let base: number

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'watchdog-'))
    journal = new Journal(home)
    file = new AlertFile(home)
    troubles = [trouble]
    webhook = null
    base = Date.now() - 60_000
  })
  afterEach(() => {
    file.close()
    journal.close()
    rmSync(home, { recursive: true })
  })

  const opened = () => {
    const watchdog = start()
    round(watchdog, 0)
    round(watchdog, 10)
    return watchdog
  }

  it('opens an alert once the trouble has lasted, one for as long as it lasts, and says since when', () => {
    const watchdog = start()
    round(watchdog, 0)
    round(watchdog, 9)
    expect(watchdog.list(10).alerts).toEqual([])
    for (const seconds of [10, 15, 20]) round(watchdog, seconds)
    const { alerts, open } = watchdog.list(10)
    expect(open).toBe(1)
    expect(alerts).toMatchObject([
      {
        rule: 'no-commit',
        state: 'open',
        since: new Date(base).toISOString(),
        opened_at: new Date(base + 10_000).toISOString(),
      },
    ])
  })

  it('begins to count anew when the trouble was gone in between', () => {
    const watchdog = start()
    round(watchdog, 0)
    troubles = []
    round(watchdog, 5)
    troubles = [trouble]
    round(watchdog, 10)
    expect(watchdog.list(10).alerts).toEqual([])
  })

  it('takes a trouble that tells since when at its word', () => {
    troubles = [{ ...trouble, since: base - 30_000 }]
    const watchdog = start()
    round(watchdog, 0)
    expect(watchdog.list(10).alerts).toMatchObject([{ since: new Date(base - 30_000).toISOString() }])
  })

  it('resolves it after two rounds without it; a next time is another alert', () => {
    const watchdog = opened()
    troubles = []
    round(watchdog, 15)
    expect(watchdog.list(10).open).toBe(1)
    round(watchdog, 20)
    expect(watchdog.list(10)).toMatchObject({ open: 0, alerts: [{ state: 'past' }] })
    troubles = [trouble]
    round(watchdog, 25)
    round(watchdog, 35)
    expect(watchdog.list(10).alerts.map(({ id, state }) => [id, state])).toEqual([
      [2, 'open'],
      [1, 'past'],
    ])
  })

  it('takes what it cannot see neither for better nor for worse', () => {
    const watchdog = opened()
    troubles = []
    for (const seconds of [15, 20, 25]) round(watchdog, seconds, { blind: [{ what: 'flink', cause: 'refused' }] })
    for (const seconds of [30, 35, 40]) round(watchdog, seconds, { blind: [{ what: 'job rides', cause: 'refused' }] })
    expect(watchdog.list(10)).toMatchObject({ open: 1, blind: [{ what: 'job rides', cause: 'refused' }] })
  })

  it('remembers across a restart, with who looks after it', () => {
    opened().acknowledge(1, 'on it', ada)
    const other = start()
    round(other, 15)
    expect(other.list(10)).toMatchObject({
      open: 0,
      alerts: [{ id: 1, state: 'acknowledged', acknowledged_by: 'ada' }],
    })
    expect(journal.list({ limit: 5 })).toMatchObject([
      {
        kind: 'alert.acknowledge',
        object: 't',
        actor: 'ada',
        outcome: 'succeeded',
        details: { reason: 'on it', alert: 1 },
      },
    ])
  })

  it('keeps silent for a while, also when the trouble comes back, until told otherwise', () => {
    const watchdog = opened()
    expect(watchdog.silence(1, 30, 'known', ada).alert).toMatchObject({ state: 'silenced', silenced_because: 'known' })
    troubles = []
    round(watchdog, 15)
    round(watchdog, 20)
    troubles = [trouble]
    round(watchdog, 25)
    round(watchdog, 35)
    expect(watchdog.list(10)).toMatchObject({ open: 0, alerts: [{ id: 2, state: 'silenced' }, { id: 1 }] })
    expect(watchdog.silence(2, 0, '', ada).alert.state).toBe('open')
    expect(journal.list({ limit: 5 })).toHaveLength(2)
  })

  it('refuses to change what is not there or past', () => {
    const watchdog = opened()
    expect(() => watchdog.acknowledge(7, '', ada)).toThrow(NotFound)
    troubles = []
    round(watchdog, 15)
    round(watchdog, 20)
    expect(() => watchdog.silence(1, 5, '', ada)).toThrow(/alert 1 is past since/)
    expect(journal.list({ limit: 5 })).toEqual([])
  })

  it('is silent about a job while an operation on it is under way, and of no other', () => {
    const begin = (object: string) => journal.begin({ kind: 'job.change', object, actor: 'ada', source: 'cli' })
    begin('zones')
    const watchdog = opened()
    expect(watchdog.list(10).open).toBe(1)
    begin('rides')
    expect(watchdog.list(10)).toMatchObject({
      open: 0,
      alerts: [
        {
          state: 'silenced',
          silenced_because: expect.stringMatching(/operation 2 \(job.change of rides\) is under way/),
        },
      ],
    })
  })

  describe('and its webhook', () => {
    const bodies: { event: string; alert: { id: number; title: string } }[] = []
    let answers: number[]
    const server = createServer(async (request, response) => {
      let text = ''
      for await (const chunk of request) text += chunk
      bodies.push(JSON.parse(text))
      response.writeHead(answers.shift() ?? 200).end()
    })
    beforeEach(async () => {
      bodies.length = 0
      answers = []
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      webhook = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`)
    })
    afterEach(() => new Promise((resolve) => server.close(resolve)))

    it('tells that it began and that it ended, each once, and shows so', async () => {
      const watchdog = opened()
      await watchdog.deliver(base + 10_000)
      await watchdog.deliver(base + 11_000)
      troubles = []
      round(watchdog, 15)
      round(watchdog, 20)
      await watchdog.deliver(base + 20_000)
      expect(bodies.map(({ event, alert }) => [event, alert.id])).toEqual([
        ['opened', 1],
        ['resolved', 1],
      ])
      expect(watchdog.list(1).alerts[0]?.deliveries).toMatchObject([
        { event: 'opened', state: 'delivered', attempts: 1, detail: 'HTTP 200' },
        { event: 'resolved', state: 'delivered' },
      ])
    })

    it('tries again later, with growing pauses, and not before', async () => {
      answers = [500, 503]
      const watchdog = opened()
      for (const seconds of [10, 12, 16, 20, 27]) await watchdog.deliver(base + seconds * 1000)
      expect(bodies).toHaveLength(3)
      expect(watchdog.list(1).alerts[0]?.deliveries).toMatchObject([{ state: 'delivered', attempts: 3 }])
    })

    it('says nothing of what is silenced', async () => {
      journal.begin({ kind: 'job.change', object: 'rides', actor: 'ada', source: 'cli' })
      await opened().deliver(base + 10_000)
      expect(bodies).toEqual([])
    })
  })
})

describe('the webhook', () => {
  it('waits longer after each attempt, and gives up', () => {
    expect([1, 2, 3, 20].map(pauseAfter)).toEqual([5_000, 10_000, 20_000, null])
  })
  it('comes from the environment or the file, and must be an http address', () => {
    expect(webhookUrl({}, '/nowhere')).toBeNull()
    expect(webhookUrl({ LAKEHOUSE_ALERT_WEBHOOK_URL: 'https://example.org/x' }, '/nowhere')?.host).toBe('example.org')
    expect(() => webhookUrl({ LAKEHOUSE_ALERT_WEBHOOK_URL: 'file:///etc/passwd' }, '/nowhere')).toThrow()
  })
})
