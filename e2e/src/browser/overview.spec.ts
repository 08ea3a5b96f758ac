import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { rideEvent, unique } from '../lib/events.ts'
import { publishRides } from '../lib/publish.ts'

/** The first place where a person can read `text`; the city menu holds names too, but closed. */
const readable = (page: Page, text: string) => page.getByText(text).filter({ visible: true }).first()

test('the city is live: figures and zones, no error panel', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(readable(page, 'New York')).toBeVisible()
  await expect(page.getByRole('cell', { name: /\d\.\d\d×/ }).first()).toBeVisible()
  await expect(page.getByText('could not be read')).toHaveCount(0)
})

test('a ride produced now appears among the newest records and the newest rows', async ({ page }) => {
  test.setTimeout(240_000)
  const ride_id = unique('browser-ride')
  await page.goto('/streams')
  await page.getByPlaceholder(/^Filter newest/).fill(ride_id)
  const shownIn = (name: string) => page.getByRole('region', { name, exact: true }).getByText(ride_id).first()
  // The newest move on within seconds, so the ride goes on telling of itself until it is seen on both sides.
  await expect(async () => {
    await publishRides([rideEvent({ ride_id })])
    await expect(shownIn('Kafka')).toBeVisible({ timeout: 5_000 })
    await expect(shownIn('Iceberg')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 200_000 })
})

test('the demand of a new city appears on the Overview by itself', async ({ page }) => {
  test.setTimeout(240_000)
  const city = unique('Browserville')
  await page.goto('/')
  await publishRides([1, 2, 3].map(() => rideEvent({ city, zone_id: unique('zone') })))
  await expect(readable(page, city)).toBeVisible({ timeout: 200_000 })
})

for (const path of ['/', '/streams', '/settings']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} in ${colorScheme} has no accessibility violation`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(readable(page, path === '/settings' ? 'Kafka' : 'Live')).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations).toEqual([])
    })
  }
}
