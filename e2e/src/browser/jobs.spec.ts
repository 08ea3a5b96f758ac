import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { expect, type Page, test } from '@playwright/test'
import { withToken } from '../lib/token.ts'

/** A change waits for commits of every table of the job. */
const CHANGE_MS = 240_000
const file = join(projectRoot, 'flink', 'jobs', 'rides.sql')
const written = readFileSync(file, 'utf8')

test.beforeEach(async ({ page }) => {
  await page.goto(withToken('/settings'))
  await expect(page.getByText('This browser holds one')).toBeVisible()
})

/** Whatever happens, the file is as it was. */
test.afterAll(() => {
  if (readFileSync(file, 'utf8') !== written) writeFileSync(file, written)
})

async function ended(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^(succeeded|failed|rolled back)$/)).toHaveText('succeeded', { timeout: CHANGE_MS })
  await dialog.getByRole('link', { name: /^Operation \d+ in the journal$/ }).waitFor()
}

test('a change is typed, judged and applied, and the version before it comes back', { tag: '@long' }, async ({
  page,
}) => {
  test.setTimeout(3 * CHANGE_MS)
  await page.goto('/jobs?job=rides')
  const versions = page.getByRole('region', { name: 'Versions' })
  const [former = ''] = /\d+/.exec((await versions.getByRole('cell', { name: /\(runs\)/ }).textContent()) ?? '') ?? []

  await page.getByRole('link', { name: 'Edit SQL' }).click()
  const editor = page.getByRole('textbox', { name: 'SQL of rides' })
  await editor.locator('.cm-line', { hasText: 'WHERE lateness_ms > 5000' }).click()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type(' AND no_such_column')
  await expect(page.getByRole('region', { name: 'Findings' })).toContainText('no_such_column', { timeout: 120_000 })
  await expect(page.getByRole('button', { name: 'Apply' })).toHaveAttribute('aria-disabled', 'true')
  for (const _ of 'no_such_column') await page.keyboard.press('Backspace')
  await page.keyboard.type('lateness_ms > 5000')
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('state fits', { timeout: 120_000 })
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await ended(page)

  await page
    .getByRole('dialog')
    .getByRole('link', { name: /in the journal/ })
    .click()
  await expect(page.getByText('+WHERE lateness_ms > 5000 AND lateness_ms > 5000;')).toBeVisible()

  await page.goto('/jobs?job=rides')
  await versions.getByRole('row', { name: new RegExp(`^${former}\\b`) }).click()
  await versions.getByRole('button', { name: `Go back to version ${former}` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Go back to version ${former}` })
    .click()
  await ended(page)
  expect(readFileSync(file, 'utf8')).toBe(written)
})

test('a browser without the token may look, and is told why it may not change anything', async ({ page }) => {
  await page.evaluate(() => localStorage.clear())
  await page.goto('/jobs?job=rides')
  const stop = page.getByRole('button', { name: 'Stop', exact: true })
  await expect(stop).toHaveAttribute('aria-disabled', 'true')
  await stop.focus()
  await expect(page.getByRole('tooltip')).toContainText('may only look')
})

for (const path of ['/jobs', '/operations', '/job-sql?job=rides']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} in ${colorScheme} has no accessibility violation`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(path)
      await expect(
        page
          .getByText(/RUNNING|succeeded|STATEMENT SET/)
          .filter({ visible: true })
          .first(),
      ).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations).toEqual([])
    })
  }
}
