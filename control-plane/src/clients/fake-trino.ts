import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One page of Trino's client protocol, as raw JSON; `NEXT` in it stands for the address of the page after it. */
export type FakePage = string | 'never answers'

export interface FakeTrino {
  readonly url: string
  /** `METHOD path` of every request, and the headers and text of the statement. */
  readonly requests: readonly string[]
  readonly statement: { text: string; headers: IncomingMessage['headers'] }
  close(): Promise<void>
}

/** A coordinator on a free port that answers one statement with these pages. */
export async function startFakeTrino(pages: readonly FakePage[]): Promise<FakeTrino> {
  const requests: string[] = []
  const statement: FakeTrino['statement'] = { text: '', headers: {} }
  let url = ''
  const server = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    if (request.method === 'DELETE') return response.writeHead(204).end()
    if (request.method === 'POST') {
      statement.headers = request.headers
      for await (const chunk of request) statement.text += chunk
    }
    const number = request.method === 'POST' ? 0 : Number(request.url?.split('/').at(-1))
    const page = pages[number]
    if (page === 'never answers') return undefined
    if (page === undefined) return response.writeHead(410).end()
    response.setHeader('content-type', 'application/json')
    return response.end(page.replaceAll('NEXT', `${url}/v1/statement/executing/q1/${number + 1}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    requests,
    statement,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
