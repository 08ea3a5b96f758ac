import { connect } from 'node:net'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { Failure } from '../errors.ts'

/**
 * ZooKeeper's version and mode, by its command `srvr`, the one that is allowed by default:
 * https://zookeeper.apache.org/doc/r3.9.3/zookeeperAdmin.html#sc_zkCommands
 * @throws {Failure} when there is no such answer in time.
 */
export function zookeeperServer(port: number, deadlineMs: number): Promise<{ version: string; mode: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: LOOPBACK, port, timeout: deadlineMs })
    let text = ''
    const fail = (what: string) => {
      socket.destroy()
      reject(new Failure(`ZooKeeper at ${LOOPBACK}:${port}: ${what}`, 'Run: npm run status'))
    }
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write('srvr'))
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('timeout', () => fail(`no answer in ${deadlineMs} ms`))
    socket.on('error', (error) => fail(error.message))
    socket.on('end', () => {
      const version = /^Zookeeper version: ([\d.]+)/m.exec(text)?.[1]
      const mode = /^Mode: (\w+)/m.exec(text)?.[1]
      if (version === undefined || mode === undefined) fail(`answered "${text.slice(0, 100)}" to srvr`)
      else resolve({ version, mode })
    })
  })
}
