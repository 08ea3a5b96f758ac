import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { httpUrl, LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'

/** A way to the SQL Gateway that passes everything on, but keeps the answer to the statement that starts a job. */
export interface DeafGateway {
  readonly port: number
  /** How many answers were kept back. */
  readonly dropped: () => number
  readonly close: () => Promise<void>
}

/** Opens one on a free port. */
export async function deafGateway(): Promise<DeafGateway> {
  const gateway = new URL(httpUrl(resolvePorts(process.env), 'sqlGateway'))
  let dropped = 0
  const pass = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const starts = incoming.method === 'POST' && body.includes('"EXECUTE STATEMENT SET')
    const { method, headers } = incoming
    const onward = request(
      { host: gateway.hostname, port: gateway.port, path: incoming.url, method, headers },
      (answer) => {
        if (starts) {
          dropped += 1
          answer.resume()
          response.destroy()
          return
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.destroy())
    onward.end(body)
  }
  const server = createServer((incoming, response) => void pass(incoming, response))
  server.listen(0, LOOPBACK)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    dropped: () => dropped,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
