import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { rideEvent, unique } from '../lib/events.ts'
import { publishRides } from '../lib/publish.ts'

test('the city is live: figures, zones and freshness, no error panel', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(page.getByText('New York').first()).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a ride produced now appears among the newest Iceberg rows', async ({ page }) => {
  await page.goto('/streams')
  const ride = rideEvent({ ride_id: unique('browser-ride') })
  await publishRides([ride])
  await expect(page.getByText(ride.ride_id).first()).toBeVisible({ timeout: 60_000 })
})

test('the demand of a new city appears on the Overview by itself', async ({ page }) => {
  const city = unique('Browserville')
  await page.goto('/')
  await publishRides([1, 2, 3].map(() => rideEvent({ city, zone_id: unique('zone') })))
  await expect(page.getByText(city).first()).toBeVisible({ timeout: 80_000 })
})

for (const path of ['/', '/streams', '/settings']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} in ${colorScheme} has no accessibility violation`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations).toEqual([])
    })
  }
}
