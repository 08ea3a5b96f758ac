import { hostname, userInfo } from 'node:os'
import { basename } from 'node:path'
import type { Asked } from '../jobs/undertaking.ts'

/** Who asks by this command line. */
export function askedHere(): Asked {
  const command = [basename(process.argv[1] ?? ''), ...process.argv.slice(2)].join(' ')
  return { actor: userInfo().username, source: 'cli', from: `${command} (${hostname()}, pid ${process.pid})` }
}
