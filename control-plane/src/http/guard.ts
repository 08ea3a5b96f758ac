import { createHash, timingSafeEqual } from 'node:crypto'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import type { MiddlewareHandler } from 'hono'
import { apiProblem } from './problem.ts'

const READING_METHODS = new Set(['GET', 'HEAD'])

/** The `host:port` values under which this API may be called: itself, and the dashboard whose server passes calls on. */
export function knownHosts(ports: readonly number[]): ReadonlySet<string> {
  return new Set(ports.flatMap((port) => [LOOPBACK, 'localhost', '[::1]'].map((name) => `${name}:${port}`)))
}

/**
 * Refuses what a page of another site could send to loopback: a name that a stranger's DNS points here (Host),
 * and any change asked for from elsewhere (Origin, Sec-Fetch-Site) or without the token.
 */
export function guard(hosts: ReadonlySet<string>, token: string): MiddlewareHandler {
  const origins = new Set([...hosts].map((host) => `http://${host}`))
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    if (!hosts.has(host)) {
      return apiProblem(
        context,
        403,
        'unknown_host',
        `This API is not served under "${host}".`,
        `Use one of: ${[...hosts].join(', ')}.`,
      )
    }
    if (READING_METHODS.has(context.req.method)) return next()
    const origin = context.req.header('origin')
    const site = context.req.header('sec-fetch-site')
    if (
      (origin !== undefined && !origins.has(origin)) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none')
    ) {
      return apiProblem(
        context,
        403,
        'foreign_origin',
        `A change was asked for by ${origin ?? `a ${site} page`}.`,
        'Use the dashboard or the command line of this machine.',
      )
    }
    if (!sameText(bearer(context.req.header('authorization')), token)) {
      return apiProblem(
        context,
        401,
        'token_required',
        'A change needs the token, and this call had none or another.',
        'Send Authorization: Bearer <controlPlaneToken of LAKEHOUSE_HOME/secrets.json>.',
      )
    }
    return next()
  }
}

function bearer(header: string | undefined): string {
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : ''
}

/** Compares in a time that tells nothing of where the texts differ, nor of their lengths. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
