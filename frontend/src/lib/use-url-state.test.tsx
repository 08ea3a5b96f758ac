import { act, renderHook } from '@testing-library/react'
import { MemoryRouter, useLocation } from 'react-router-dom'
import { expect, it } from 'vitest'
import '../testing/render.tsx'
import { useUrlState } from './use-url-state.ts'
import { useCity, useRange } from './view.ts'

const at = (address: string) => ({
  wrapper: ({ children }: { children: React.ReactNode }) => (
    <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>
  ),
})

it('reads a city with any name from the address', () => {
  const { result } = renderHook(() => useCity(), at('/?city=S%C3%A3o%20Paulo%20%26%20co'))
  expect(result.current[0]).toBe('São Paulo & co')
})

it.each(['', '?range=2y', '?range='])('falls back for %j', (search) => {
  const { result } = renderHook(() => useRange(), at(`/${search}`))
  expect(result.current[0]).toBe('15m')
})

it('writes a choice, leaves the others alone, and leaves the default out', () => {
  const { result } = renderHook(
    () => ({ range: useRange(), address: useLocation().search }),
    at('/?city=Austin&zone-filter=87'),
  )
  act(() => result.current.range[1]('1h'))
  expect(result.current.address).toBe('?city=Austin&zone-filter=87&range=1h')
  act(() => result.current.range[1]('15m'))
  expect(result.current.address).toBe('?city=Austin&zone-filter=87')
})

it('takes any text where nothing is listed', () => {
  const { result } = renderHook(() => useUrlState<string>('filter', ''), at('/?filter=%22id%22'))
  expect(result.current[0]).toBe('"id"')
})
