import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { RouterProvider } from 'react-router-dom'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import '../testing/render.tsx'
import { changeSettings } from '../lib/settings.ts'
import { type FakeApi, fakeApi, queryAnswer } from '../testing/fake-api.ts'
import { Providers } from './providers.tsx'
import { createRouter } from './router.tsx'

const windowEnd = new Date(Math.floor(Date.now() / 10_000) * 10_000).toISOString()
const zone = {
  city: 'Springfield',
  zone_id: 'pier-17',
  window_start: windowEnd,
  window_end: windowEnd,
  demand_count: '12',
  supply_count: '8',
  surge_multiplier: '1.50',
}
const server_now = windowEnd
let api: FakeApi

beforeEach(() => {
  changeSettings({ refreshMs: 1_000 })
  api = fakeApi({
    '/api/queries/zone_surge': queryAnswer('zone_surge', [zone]),
    '/api/queries/surge_trend': queryAnswer('surge_trend', []),
    '/api/queries/ride_states': queryAnswer('ride_states', []),
    '/api/queries/city_metrics': queryAnswer('city_metrics', []),
    '/api/queries/table_freshness': queryAnswer('table_freshness', []),
    '/api/jobs': { jobs: [], server_now },
    '/api/alerts': { alerts: [], open: 0, webhook: null, blind: [], checked_at: server_now, server_now },
    '/api/health': { state: 'up', parts: [], checked_at: server_now, server_now },
    '/api/endpoints': {
      endpoints: [{ name: 'Trino', address: 'http://127.0.0.1:8080', purpose: 'SQL' }],
      server_now,
    },
  })
})
afterEach(() => window.history.replaceState(null, '', '/'))

function open(address: string) {
  window.history.replaceState(null, '', address)
  return render(
    <Providers>
      <RouterProvider router={createRouter()} />
    </Providers>,
  )
}

const panel = (name: string) => screen.findByRole('region', { name })

describe('Overview', () => {
  it('keeps its numbers when Trino goes down and again when the control plane does, and says so each time', async () => {
    open('/')
    const zones = await panel('Zones')
    const demand = await within(zones).findByText('12')
    expect(zones.dataset.state).toBe('live')

    api.answers['/api/queries/zone_surge'] = queryAnswer('zone_surge', [zone], 'Trino is down.')
    await waitFor(() => expect(zones.dataset.state).toBe('stale'))
    expect(within(zones).getByText(/Trino is down\./)).toBeDefined()
    expect(within(zones).getByText('12')).toBe(demand)
    expect(screen.getByRole('status').textContent).toContain('Trino is down.')

    api.answers['/api/queries/zone_surge'] = new TypeError('Failed to fetch')
    await waitFor(() => expect(within(zones).getByText(/Failed to fetch/)).toBeDefined())
    expect(within(zones).getByText('12')).toBe(demand)

    api.answers['/api/queries/zone_surge'] = queryAnswer('zone_surge', [zone])
    await waitFor(() => expect(zones.dataset.state).toBe('live'))
  })

  it('shows the failure of one request in its panels and leaves the others standing', async () => {
    api.answers['/api/queries/ride_states'] = new TypeError('Failed to fetch')
    open('/')
    const states = await panel('Ride states')
    await waitFor(() => expect(states.dataset.state).toBe('error'))
    expect(within(states).getByRole('button', { name: 'Retry now' })).toBeDefined()
    const zones = await panel('Zones')
    expect(zones.dataset.state).toBe('live')
  })

  it('shows only the city in the address, and a city without data as such', async () => {
    open('/?city=Shelbyville')
    const zones = await panel('Zones')
    await waitFor(() => expect(zones.dataset.state).toBe('empty'))
    expect(within(zones).getByText(/of Shelbyville/)).toBeDefined()
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'City' }).value).toBe('Shelbyville')
  })
})

describe('the frame', () => {
  it('goes from page to page by keyboard, taking the city along', async () => {
    open('/?city=Springfield&zone-filter=pier')
    await panel('Zones')
    await userEvent.keyboard('ge')
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeDefined()
    expect(window.location.search).toBe('?city=Springfield')
    expect(document.title).toContain('Settings')
  })

  it('pauses with the space bar and says so', async () => {
    open('/settings')
    await panel('Endpoints')
    await userEvent.keyboard(' ')
    expect(screen.getByRole('status').textContent).toBe('Paused.')
    expect(screen.getByRole('button', { name: 'Resume live data' })).toBeDefined()
  })

  it('lists the shortcuts on ?, and leaves by Escape', async () => {
    open('/settings')
    await panel('Endpoints')
    await userEvent.keyboard('?')
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('applies settings at once and keeps them for the next visit', async () => {
    open('/settings')
    await userEvent.click(await screen.findByRole('radio', { name: 'Dark' }))
    expect(document.documentElement.dataset.theme).toBe('dark')
    expect(JSON.parse(localStorage.getItem('lakehouse.settings') ?? '{}')).toMatchObject({ theme: 'dark' })
    cleanup()
    open('/settings')
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'Dark' })).checked).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Reset to defaults' }))
    expect(document.documentElement.dataset.theme).toBe('system')
  })

  it('says that an address leads nowhere', async () => {
    open('/nowhere')
    expect(await screen.findByText('There is no page at this address')).toBeDefined()
  })
})
