import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { describe, expect, test } from 'vitest'
import { asBi } from '../lib/postgres.ts'
import { query } from '../lib/trino.ts'

const ports = resolvePorts(process.env)

/** Status of a request to the control plane with a chosen Host header, which fetch would not let us set. */
const statusFor = (method: string, path: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    const call = request({ host: LOOPBACK, port: ports.controlPlane, method, path, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.once('error', reject)
    call.end()
  })

describe('Trino lets a viewer read and nothing else', () => {
  test.each(['viewer_insert', 'viewer_delete', 'viewer_optimize', 'viewer_create', 'viewer_explain_insert'])(
    '%s',
    async (file) => {
      await expect(query(file, [], 'viewer')).rejects.toThrow(/Access Denied/)
    },
  )
})

describe('PostgreSQL lets the BI login read and nothing else', () => {
  const sql = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'sql', `${name}.sql`), 'utf8')

  test('it reads city_metrics', async () => {
    expect(Array.isArray(await asBi(sql('postgres_city_metrics')))).toBe(true)
  })

  test('it cannot write', async () => {
    await expect(asBi(sql('postgres_intruder'))).rejects.toThrow(/permission denied/)
  })
})

describe('the control plane answers its own pages only', () => {
  test('a request under its own name is answered', async () => {
    expect(await statusFor('GET', '/api/health', { host: `localhost:${ports.controlPlane}` })).toBe(200)
  })

  test('a request under a foreign name (DNS rebinding) is refused', async () => {
    expect(await statusFor('GET', '/api/health', { host: 'attacker.example' })).toBe(403)
  })

  test('a change from a foreign page is refused', async () => {
    const headers = { host: `localhost:${ports.controlPlane}`, origin: 'http://attacker.example' }
    expect(await statusFor('POST', '/api/jobs', headers)).toBe(403)
  })

  test('a change without the token is refused', async () => {
    expect(await statusFor('POST', '/api/jobs', { host: `localhost:${ports.controlPlane}` })).toBe(401)
  })
})
