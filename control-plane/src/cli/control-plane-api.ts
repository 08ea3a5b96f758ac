import { userInfo } from 'node:os'
import { apiError } from '@lakehouse/contracts/api/system.ts'
import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import type { z } from 'zod'
import { explain, Failure, UserError } from '../errors.ts'

const DEADLINE_MS = 20_000

/** The control plane of this stack, asked as the dashboard asks it. */
export class ControlPlaneApi {
  readonly #url: string
  readonly #token: string

  /** @throws {Error} when a port variable is wrong or the stack has never been started. */
  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#url = httpUrl(resolvePorts(env), 'controlPlane')
    this.#token = readSecrets(lakehouseHome(env)).controlPlaneToken
  }

  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
    return this.#ask('GET', path, undefined, schema)
  }

  /** Asks for a change. @throws as `get`. */
  send<Schema extends z.ZodType>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    content: object,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    return this.#ask(method, path, JSON.stringify(content), schema)
  }

  /** @throws {UserError} for 4xx. @throws {Failure} for 5xx, no answer, or one of another shape. */
  async #ask<Schema extends z.ZodType>(method: string, path: string, body: string | undefined, schema: Schema) {
    const tried = `${method} ${this.#url}${path}`
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' }
    let response: Response
    let text: string
    try {
      const signal = AbortSignal.timeout(DEADLINE_MS)
      response = await fetch(`${this.#url}${path}`, { method, headers, body: body ?? null, signal, redirect: 'error' })
      text = await response.text()
    } catch (cause) {
      throw new Failure(
        `the control plane does not answer at ${this.#url}: ${explain(cause)}`,
        'This command works through it. See what runs: npm run status. Start the stack: npm start',
        { cause },
      )
    }
    const answer = parse(text)
    if (response.ok) {
      const parsed = schema.safeParse(answer)
      if (parsed.success) return parsed.data
      throw new Failure(
        `${tried}: an answer of another shape (${parsed.error.issues[0]?.message})`,
        'Restart the stack.',
      )
    }
    const refusal = apiError.safeParse(answer)
    const { message, action } = refusal.success
      ? refusal.data.error
      : { message: `${tried}: HTTP ${response.status}`, action: 'Is it another program that listens there?' }
    throw response.status < 500 ? new UserError(message, action) : new Failure(message, action)
  }
}

/** The account that asks, for histories. */
export function whoAsks(): string {
  return userInfo().username
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
