import { userInfo } from 'node:os'
import type { Context } from 'hono'
import type { Asked } from '../jobs/undertaking.ts'

const LONGEST_AGENT = 200

/** Who asks by this call: whoever holds the token acts for the account that this process runs as. */
export function askedBy(context: Context): Asked {
  const agent = context.req.header('user-agent') ?? 'an unnamed client'
  return { actor: userInfo().username, source: 'dashboard', from: agent.slice(0, LONGEST_AGENT) }
}
