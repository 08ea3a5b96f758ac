import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { FeedState } from '../../lib/polling/feed-state.ts'
import { createQueryClient } from '../../lib/query-client.ts'
import { Surroundings } from '../../testing/render.tsx'
import { Panel } from './panel.tsx'

const retry = vi.fn()
const client = createQueryClient()

function panel(state: FeedState, empty = false) {
  return (
    <Surroundings client={client}>
      <Panel
        title="Zones"
        meaning="What it is."
        span={6}
        height={200}
        feeds={[{ state, freshness: null, retry }]}
        empty={empty && { why: 'No ride.', next: 'Start the producer.' }}
        skeleton={<p>grey shapes</p>}
        table={() => ({ columns: ['zone', 'surge'], rows: [['a', '1.25']] })}
      >
        <p>numbers</p>
      </Panel>
    </Surroundings>
  )
}

const stale: FeedState = { kind: 'stale', since: Date.now() - 65_000, cause: 'Trino is down.', nextTryAt: null }
const error: FeedState = {
  kind: 'error',
  since: Date.now() - 5_000,
  cause: 'GET /api/x: no answer',
  action: 'Start it.',
  nextTryAt: Date.now() + 7_500,
}

it('shows grey shapes at the first load only', () => {
  render(panel({ kind: 'loading' }))
  expect(screen.getByText('grey shapes')).toBeDefined()
  expect(screen.getByText('Loading')).toBeDefined()
  expect(screen.queryByText('numbers')).toBeNull()
})

it('shows the numbers when live', () => {
  render(panel({ kind: 'live' }))
  expect(screen.getByText('numbers')).toBeDefined()
  expect(screen.getByText('Live')).toBeDefined()
})

it('says why there is nothing and what to do', () => {
  render(panel({ kind: 'live' }, true))
  expect(screen.getByText('No ride.')).toBeDefined()
  expect(screen.getByText('Start the producer.')).toBeDefined()
  expect(screen.queryByText('numbers')).toBeNull()
})

it('keeps the numbers when stale, with age and cause', () => {
  render(panel(stale))
  expect(screen.getByText('numbers')).toBeDefined()
  expect(screen.getByText(/^Stale 1 min \d+ s · Trino is down\.$/)).toBeDefined()
})

it('says what failed, since when, and when it tries again; the button tries now', async () => {
  render(panel(error))
  expect(screen.getByText('GET /api/x: no answer')).toBeDefined()
  expect(screen.getByText('Start it.')).toBeDefined()
  expect(screen.getByText(/Failing for \d+ s\. Next try in \d+ s\./)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Retry now' }))
  expect(retry).toHaveBeenCalledOnce()
})

it('goes from live to stale and back with the same element on the page', () => {
  const { rerender } = render(panel({ kind: 'live' }))
  const numbers = screen.getByText('numbers')
  rerender(panel(stale))
  expect(screen.getByText('numbers')).toBe(numbers)
  rerender(panel({ kind: 'live' }))
  expect(screen.getByText('numbers')).toBe(numbers)
})

it('has the same height in every state, so that nothing below moves', () => {
  for (const state of [{ kind: 'loading' } as const, { kind: 'live' } as const, stale, error]) {
    const { container, unmount } = render(panel(state))
    const body = container.querySelector('section > div:last-child') as HTMLElement
    expect(body.style.height).toBe('200px')
    unmount()
  }
})

it('reads its numbers as a table', async () => {
  render(panel({ kind: 'live' }))
  await userEvent.click(screen.getByRole('button', { name: 'More for Zones' }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Show as table' }))
  const table = screen.getByRole('table')
  expect(within(table).getByText('1.25')).toBeDefined()
  expect(screen.queryByText('numbers')).toBeNull()
})
