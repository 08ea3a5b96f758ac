import { httpUrl, LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { readSecrets } from '@lakehouse/contracts/secrets.ts'
import { Command } from 'commander'
import { connections } from '../status/connections.ts'
import { readStatus } from '../status/read-status.ts'
import { connectionTable, statusTable } from '../status/tables.ts'
import { runCommand } from './run-command.ts'

interface Options {
  readonly json: boolean
  readonly connections: boolean
}

const program = new Command('npm run status --')
  .description(
    'Shows every part of the stack: state, pid, port, uptime, restarts, memory (PSS). Exit code 1 when one is down.',
  )
  .option('--json', 'as JSON on stdout', false)
  .option('--connections', 'how to connect to each part, logins included', false)
  .exitOverride()

await runCommand(async () => {
  const options = program.parse().opts<Options>()
  const home = lakehouseHome(process.env)
  if (options.connections) {
    const ports = resolvePorts(process.env)
    const list = connections((endpoint) => httpUrl(ports, endpoint), LOOPBACK, ports, readSecrets(home))
    process.stdout.write(options.json ? `${JSON.stringify({ connections: list }, null, 2)}\n` : connectionTable(list))
    return 0
  }
  const status = readStatus(home)
  process.stdout.write(options.json ? `${JSON.stringify(status, null, 2)}\n` : statusTable(status))
  return status.launcher !== null && status.services.every(({ state }) => state === 'ready') ? 0 : 1
})
