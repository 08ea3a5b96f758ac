import { findCommand } from './find-command.ts'

/** Names under which Debian, Ubuntu and Google install it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The browser for tests: `LAKEHOUSE_CHROMIUM`, or the first Chromium on PATH; undefined when there is none. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env.LAKEHOUSE_CHROMIUM) return env.LAKEHOUSE_CHROMIUM
  return NAMES.map((name) => findCommand(name, env.PATH ?? '')).find((found) => found !== undefined)
}
