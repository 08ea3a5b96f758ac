import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { withToken } from '../lib/token.ts'

const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name })
/** Asks for a run of a task with its form, and gives the panel that follows it. */
async function run(page: Page, task: string) {
  await page.getByRole('button', { name: `Run ${task}` }).click()
  const form = page.getByRole('dialog', { name: `Run ${task}` })
  await form.getByRole('button', { name: `Run ${task}` }).click()
  await expect(form).toBeHidden()
  return panel(page, new RegExp(`^Run \\d+ of ${task}$`))
}

test('a task is run from its form, and its log is followed to the end', async ({ page }) => {
  await page.goto(withToken('/tasks'))
  const shown = await run(page, 'silence')
  await expect(shown.getByText('Succeeded').first()).toBeVisible()
  await expect(shown.getByText('control-plane').first()).toBeVisible()
  await expect(shown.getByRole('button', { name: 'Cancel…' })).toHaveAttribute('aria-disabled', 'true')
  const [, id] = /run=(\d+)/.exec(page.url()) ?? []
  await expect(page.getByRole('button', { name: `Run ${id} of silence: Succeeded` })).toBeVisible()
})

test('a run is cancelled after a question, and can be retried', async ({ page }) => {
  await page.goto(withToken('/tasks'))
  const shown = await run(page, 'audit')
  await shown.getByRole('button', { name: 'Cancel…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel run \d+$/ })
    .click()
  await expect(shown.getByText('Cancelled').first()).toBeVisible()
  await expect(shown.getByRole('button', { name: 'Retry from the failed step' })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('without the token nothing can be run, and the page says why', async ({ page }) => {
  await page.goto('/tasks')
  const button = page.getByRole('button', { name: 'Run silence' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.focus()
  await expect(page.getByRole('tooltip')).toContainText('This browser may only look')
  await button.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a statement gives its rows, a mistake its place, and a change is denied by Trino', async ({ page }) => {
  const ask = async (sql: string) => {
    await page.goto(withToken(`/sql?q=${encodeURIComponent(sql)}`))
    await page.getByRole('textbox', { name: 'SQL' }).click()
    await page.keyboard.press('Control+Enter')
    return panel(page, /^Result of statement \d+$/)
  }
  const rows = await ask("SELECT 9007199254740993 AS n, 'O''Hare' AS place")
  await expect(rows.getByRole('cell', { name: '9007199254740993' })).toBeVisible()
  await expect(rows.getByRole('cell', { name: "O'Hare" })).toBeVisible()
  const wrong = await ask('-- a comment\nSELECT nothing FROM iceberg.ride_hailing.iceberg_ride_events')
  await expect(wrong.getByRole('alert')).toContainText('COLUMN_NOT_FOUND at line 2, column 8')
  for (const change of [
    'DELETE FROM iceberg.ride_hailing.iceberg_ride_events',
    'CREATE TABLE iceberg.ride_hailing.x (n INT)',
  ]) {
    const denied = await ask(change)
    await expect(denied.getByRole('alert')).toContainText('Access Denied')
  }
})

test('an endless statement is cancelled, a plan is shown, too many rows are cut off', async ({ page }) => {
  const endless =
    'SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z)'
  await page.goto(withToken(`/sql?q=${encodeURIComponent(endless)}`))
  await page.getByRole('button', { name: 'Explain' }).click()
  const result = panel(page, /^Result of statement \d+$/)
  await expect(result.getByText(/Fragment 0/)).toBeVisible()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result.getByText('Running')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(result.getByText('Cancelled')).toBeVisible()
  await page.goto(withToken(`/sql?q=${encodeURIComponent('SELECT x FROM UNNEST(sequence(1, 5000)) t(x)')}`))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result.getByText(/Cut off at 1,000 rows/)).toBeVisible()
})

for (const path of ['/tasks', '/sql']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} in ${colorScheme} has no accessibility violation`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(withToken(path))
      await expect(page.getByText(path === '/tasks' ? 'dbt-build' : 'SELECT').first()).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations).toEqual([])
    })
  }
}
