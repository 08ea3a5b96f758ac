import { existsSync } from 'node:fs'
import { findChromium } from '@lakehouse/stack/doctor/find-chromium.ts'
import { run } from './run.ts'

/**
 * A Chromium to test with, installed from Debian's packages where this user may do so.
 * Playwright's own browser download is not used: it comes from outside any package registry.
 * @throws {Error} naming the one command that installs it.
 */
export async function ensureChromium(env: NodeJS.ProcessEnv): Promise<string> {
  const found = findChromium(env)
  if (found !== undefined) return found
  const aptGet = '/usr/bin/apt-get'
  if (process.getuid?.() === 0 && existsSync(aptGet)) {
    process.stderr.write('Chromium is missing: installing it with apt-get\n')
    const noninteractive = { DEBIAN_FRONTEND: 'noninteractive' }
    await run(aptGet, ['update', '-qq'], { env: noninteractive, deadlineMs: 300_000 })
    const install = await run(aptGet, ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env: noninteractive,
      deadlineMs: 900_000,
    })
    const installed = findChromium(env)
    if (installed !== undefined) return installed
    throw new Error(`apt-get could not install chromium (exit ${install.code}):\n${install.stderr.slice(-2000)}`)
  }
  throw new Error('Chromium is missing. Install it with: sudo apt-get update && sudo apt-get install -y chromium')
}
