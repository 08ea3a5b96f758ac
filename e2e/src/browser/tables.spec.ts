import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { withToken } from '../lib/token.ts'

const PAGE = '/tables?table=iceberg_driver_locations'
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('a browser without the token may look and not touch, and is told why', async ({ page }) => {
  await page.goto(PAGE)
  const run = panel(page, 'Maintenance').getByRole('button', { name: 'Run now …' })
  await expect(run).toBeDisabled()
  await run.focus()
  await expect(page.getByRole('tooltip')).toContainText('may only look')
})

test('a dry run says what each action would do', async ({ page }) => {
  await page.goto(PAGE)
  await panel(page, 'Maintenance').getByRole('button', { name: 'Dry run' }).click()
  const plan = page.getByRole('region', { name: 'Dry run' })
  await expect(plan.getByText(/^optimize: (would rewrite|nothing to rewrite)/)).toBeVisible()
  await expect(plan.getByText(/^expire_snapshots/).first()).toBeVisible()
})

test('run now asks once, then shows the operation until it has ended', async ({ page }) => {
  test.setTimeout(600_000)
  await page.goto(withToken(PAGE))
  const open = panel(page, 'Maintenance').getByRole('button', { name: 'Run now …' })
  await expect(async () => {
    await expect(open).toBeEnabled({ timeout: 5_000 })
    await open.click()
    const dialog = page.getByRole('dialog', { name: /Maintain iceberg_driver_locations/ })
    await dialog.getByRole('button', { name: 'Maintain now' }).click()
    // Upkeep may have been quicker: then the answer says so, and it is asked again.
    await expect(dialog.getByText('succeeded', { exact: true })).toBeVisible({ timeout: 180_000 })
  }).toPass({ timeout: 500_000 })
})

test('the scrubber goes back to a former version, by keyboard, and the address keeps it', async ({ page }) => {
  await page.goto(PAGE)
  const scrubber = page.getByRole('slider', { name: /Version of iceberg_driver_locations/ })
  await expect(scrubber).toHaveAttribute('aria-valuetext', /newest/)
  await scrubber.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(/snapshot=\d+/)
  await expect(scrubber).toHaveAttribute('aria-valuetext', /ago/)
  await expect(
    panel(page, 'What changed')
      .getByText(/added|No row differs/)
      .first(),
  ).toBeVisible()
  await expect(panel(page, 'Preview').getByRole('row').nth(1)).toBeVisible()
})

test('the surge map of a former version', async ({ page }) => {
  await page.goto('/tables?table=iceberg_surge_pricing')
  const scrubber = page.getByRole('slider', { name: /Version of iceberg_surge_pricing/ })
  await scrubber.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(panel(page, 'Surge map then').getByRole('img').first()).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${PAGE} in ${colorScheme} has no accessibility violation`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto(PAGE)
    await expect(panel(page, 'Preview').getByRole('row').nth(1)).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations).toEqual([])
  })
}
