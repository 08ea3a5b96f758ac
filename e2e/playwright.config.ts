import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { findChromium } from '@lakehouse/stack/doctor/find-chromium.ts'
import { defineConfig } from '@playwright/test'

const executablePath = findChromium(process.env)

export default defineConfig({
  testDir: './src/browser',
  outputDir: '../test-results',
  workers: 1,
  ...(process.env.LAKEHOUSE_TEST_LONG === undefined ? { grepInvert: /@long/ } : { grep: /@long/ }),
  // Two slow, shared cores take their time; nothing here measures speed.
  timeout: 300_000,
  expect: { timeout: 120_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: httpUrl(resolvePorts(process.env), 'dashboard'),
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium's sandbox refuses to run as root; the rest keeps it from calling home.
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
