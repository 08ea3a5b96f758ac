import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { HttpError } from '../clients/http.ts'
import { SqlGateway } from '../clients/sql-gateway.ts'
import { closeForCertain } from './gateway.ts'

const LOST = { status: 500, errors: ["SqlGatewayException: Session 's1' does not exist."] }
const BUSY = { status: 500, errors: ['RejectedExecutionException: the worker pool is full'] }
const CLOSED = { status: 200, errors: [] }
const NOT_FOUND = { status: 404, errors: ['Not found: /v3/sessions/s1'] }

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function gatewayThatAnswers(...answers: { status: number; errors: string[] }[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const { status, errors } = answers.shift() ?? CLOSED
    response.writeHead(status).end(JSON.stringify({ errors }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return { gateway: new SqlGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked }
}

it('takes a session that the gateway does not know for closed', async () => {
  const { gateway, asked } = await gatewayThatAnswers(LOST)
  await closeForCertain(gateway, 's1')
  expect(asked).toEqual(['DELETE /v3/sessions/s1'])
})

it('asks again when the gateway fails for another reason', async () => {
  const { gateway, asked } = await gatewayThatAnswers(BUSY, CLOSED)
  await closeForCertain(gateway, 's1')
  expect(asked).toHaveLength(2)
})

it('fails at once when what answers is no gateway', async () => {
  const { gateway } = await gatewayThatAnswers(NOT_FOUND)
  await expect(closeForCertain(gateway, 's1')).rejects.toThrow(HttpError)
})
