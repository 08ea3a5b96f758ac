import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import '../testing/render.tsx'
import { useShortcuts } from './shortcuts.ts'

const go = { o: vi.fn() }
const press = { ' ': vi.fn(), '?': vi.fn(), o: vi.fn() }

function Page() {
  useShortcuts({ go, press })
  return (
    <>
      <input aria-label="filter" />
      <button type="button">press me</button>
    </>
  )
}

it('knows single keys, and letters after g', async () => {
  render(<Page />)
  await userEvent.keyboard('?')
  expect(press['?']).toHaveBeenCalledOnce()
  await userEvent.keyboard('go')
  expect(go.o).toHaveBeenCalledOnce()
  expect(press.o).not.toHaveBeenCalled()
})

it('leaves keys alone while somebody types, presses a button or holds Ctrl', async () => {
  vi.clearAllMocks()
  render(<Page />)
  await userEvent.type(screen.getByLabelText('filter'), '? go')
  screen.getByRole('button').focus()
  await userEvent.keyboard(' ')
  await userEvent.keyboard('{Control>}?{/Control}')
  expect(press['?']).not.toHaveBeenCalled()
  expect(press[' ']).not.toHaveBeenCalled()
  expect(go.o).not.toHaveBeenCalled()
})
