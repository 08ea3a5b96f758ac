import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { secrets } from '@lakehouse/contracts/secrets.ts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import {
  bytes,
  type ComposeService,
  composeText,
  isOneShot,
  readComposeFile,
  readComposeYaml,
  serviceOf,
} from '../lib/compose-file.ts'
import { composeSchema } from '../lib/compose-schema.ts'
import { projectFile } from '../lib/native-versions.ts'
import { run } from '../lib/run.ts'

// No engine is needed here: docker-compose.yml is held to the specification and to the project's rules. That it describes
// the same stack as the native definitions is compose-native.test.ts.

const compose = readComposeFile()
const services = Object.entries(compose.services)
const SECRETS = '/lakehouse/secrets'

const service = (name: string) => serviceOf(compose, name)
const words = ({ entrypoint, command, healthcheck }: ComposeService) => [
  ...entrypoint,
  ...command,
  ...(healthcheck?.test ?? []),
]

test('the file is valid by the Compose specification', async () => {
  // Its formats (ports, durations) are Go functions in the specification's own library.
  const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(
    await composeSchema(),
  )
  expect(validate(readComposeYaml()), JSON.stringify(validate.errors, null, 2)).toBe(true)
  expect(validate({ services: { kafka: { imagee: 'apache/kafka' } } })).toBe(false)
})

describe('ports', () => {
  const forwarded = service('loopback').ports
  const numbers = forwarded.map((port) => Number(port.split(':')[1]))

  test('are published on the loopback address only, unchanged', () => {
    for (const port of forwarded) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/)
    for (const [name, { ports, network_mode: network }] of services) {
      if (name === 'loopback') continue
      expect(ports, name).toEqual([])
      expect(network, name).toBe(name === 'prepare' ? 'none' : 'service:loopback')
    }
  })

  test('are the ones of the contract that clients use', () => {
    const ports = resolvePorts({})
    const internal = [
      'kafkaController',
      'flinkJobManagerRpc',
      'flinkTaskManagerRpc',
      'flinkTaskManagerData',
      'flinkBlob',
    ]
    const open = Object.entries(ports).filter(([endpoint]) => !internal.includes(endpoint))
    expect(numbers.toSorted()).toEqual(open.map(([, port]) => port).toSorted())
  })

  test('are passed on to the loopback address', () => {
    const forwarder = compose.configs.haproxy?.content ?? ''
    const bound = [...forwarder.matchAll(/\$\{ADDRESS\}:(\d+)/g)].map(([, port]) => Number(port))
    expect(bound).toEqual(numbers)
    expect(forwarder).toMatch(new RegExp(`^\\s*server \\S+ ${LOOPBACK.replaceAll('.', '\\.')}$`, 'm'))
  })
})

describe('each service', () => {
  test.each(services)('%s has a health check or runs once, and a limit of memory', (name, definition) => {
    expect(definition.healthcheck === undefined, name).toBe(isOneShot(definition))
    expect(definition.restart).toBe(isOneShot(definition) ? 'no' : 'unless-stopped')
    expect(bytes(definition.mem_limit ?? '')).toBeGreaterThanOrEqual(declaredMemory(definition))
  })

  test.each(services)('%s runs as an ordinary user of an exactly named image', (name, { image, user }) => {
    expect(image).toMatch(/^[a-z/]+:v?\d+(\.\d+)*/)
    expect(user).toBe(name === 'loopback' ? undefined : '1000:1000')
  })

  /** What the process may take by its own settings: the JVM's areas, Flink's process size, Node's heap. */
  function declaredMemory(definition: ComposeService): number {
    const files = definition.command.filter((word) => word.startsWith('@'))
    const options = files.flatMap((file) => fileInContainer(definition, file.slice(1)).split('\n'))
    const areas = [...definition.command, ...options].join('\n')
    const jvm = [...areas.matchAll(/^-X(?:mx|X:(?:MaxMetaspace|ReservedCodeCache|MaxDirectMemory)Size=)(\w+)$/gm)]
    const heap = /^--max-old-space-size=(\d+)$/m.exec(areas)?.[1]
    const flink = [...projectFile('flink', 'conf', 'config.yaml').matchAll(flinkMemory(definition.command[0]))]
    const sizes = [...jvm, ...flink].map(([, size]) => bytes(size ?? ''))
    if (heap !== undefined) sizes.push(bytes(`${heap}m`))
    expect(
      sizes.length > 0 || isOneShot(definition) || /^(haproxy|postgres|lakehouse\/minio):/.test(definition.image),
    ).toBe(true)
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  function flinkMemory(calculation: string | undefined): RegExp {
    if (calculation === 'GET_TM_RESOURCE_PARAMS') return /^taskmanager\.memory\.process\.size: (\w+)$/gm
    if (calculation === 'GET_JM_RESOURCE_PARAMS') {
      return /^jobmanager\.memory\.(?:heap\.size|off-heap\.size|jvm-metaspace\.size|jvm-overhead\.max): (\w+)$/gm
    }
    return /(?!)/g
  }

  function fileInContainer({ working_dir: cwd }: ComposeService, path: string): string {
    const absolute = path.startsWith('/') ? path : `${cwd}/${path}`
    return projectFile(...absolute.replace(/^\/app\//, '').split('/'))
  }
})

describe('files', () => {
  test('that are mounted, built from or run exist', () => {
    for (const [name, { volumes, build, command, working_dir: cwd }] of services) {
      const mounted = volumes.map((volume) => volume.split(':')[0] ?? '').filter((source) => source.startsWith('.'))
      const dockerfile = typeof build === 'object' ? build.dockerfile : build === undefined ? [] : 'Dockerfile'
      const scripts = command.filter((word) => /^[\w-]+\/.+\.ts$/.test(word))
      const absolute = command.join(' ').match(/\/app\/[\w./-]+/g) ?? []
      const app = [...absolute, ...(cwd === undefined ? [] : [cwd])].map((path) => path.slice('/app/'.length))
      for (const path of [...mounted, dockerfile, ...scripts, ...app].flat()) {
        expect(existsSync(join(projectRoot, path)), `${name}: ${path}`).toBe(true)
      }
    }
  })

  test.each(['Dockerfile', 'minio/Dockerfile', 'flink/Dockerfile', 'trino/Dockerfile'])(
    'that %s copies exist, and its bases have exact versions',
    (dockerfile) => {
      const copied = [...projectFile(dockerfile).matchAll(/^COPY (?!--from)(\S+) /gm)].map(([, source]) => source ?? '')
      expect(copied.length).toBeGreaterThan(0)
      const bases = [...projectFile(dockerfile).matchAll(/^(?:FROM|ARG \w+=) ?(\w\S+)/gm)].map(([, base]) => base)
      expect(bases.length).toBeGreaterThan(0)
      for (const base of bases) expect(base).toMatch(/^[a-z/-]+:\d+(\.\d+\.\d+|$|\.\d+_)/)
      for (const source of copied) expect(existsSync(join(projectRoot, source)), source).toBe(true)
    },
  )

  test('that engines read from the volume are made by prepare', async () => {
    const home = mkdtempSync(join(tmpdir(), 'compose-home-'))
    try {
      const [script = '', ...args] = service('prepare').command
      const { code, stderr } = await run(process.execPath, [script, ...args], {
        env: { LAKEHOUSE_HOME: home, LAKEHOUSE_PORT_OFFSET: '0' },
        deadlineMs: 60_000,
      })
      expect(code, stderr).toBe(0)
      const made = readdirSync(home, { recursive: true, encoding: 'utf8' })
      const text = services.flatMap(([, definition]) => [
        ...words(definition),
        ...Object.values(definition.environment),
      ])
      const read = text
        .join('\n')
        .replaceAll(/\/data\/\S+/g, '')
        .match(/\/lakehouse\/[\w/.]+\.(?:cfg|properties)|\/lakehouse\/(?:secrets\/\w+|flink\/conf)/g)
      expect(read?.length).toBeGreaterThan(5)
      for (const path of read ?? []) expect(made).toContain(path.slice('/lakehouse/'.length))
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })

  test('initialise changes nothing in engines that have all they need', async () => {
    const [script = '', ...args] = service('initialise').command
    const { code, stderr } = await run(process.execPath, [script, ...args], { deadlineMs: 60_000 })
    expect(code, stderr).toBe(0)
  })
})

test('no secret is in the file, only the places of generated ones', () => {
  const secretName = /PASSWORD|SECRET|TOKEN|CREDENTIAL|ACCESS_KEY|ROOT_USER/
  const known = Object.keys(secrets.shape).map((name) => `${SECRETS}/${name}`)
  for (const [name, definition] of services) {
    for (const [variable, value] of Object.entries(definition.environment)) {
      if (!secretName.test(variable)) continue
      expect(variable, name).toMatch(/_FILE$/)
      expect(known, `${name}: ${variable}`).toContain(value)
    }
    for (const [, variable, value] of words(definition)
      .join('\n')
      .matchAll(/(\w+)=("[^"]*"|\S*)/g)) {
      if (!secretName.test(variable?.toUpperCase() ?? '') || variable === 'password_encryption') continue
      expect(
        known.map((path) => `"$(< ${path})"`),
        `${name}: ${variable}`,
      ).toContain(value)
    }
  }
  expect(composeText).not.toMatch(/:\/\/[^/\s:]+:[^@\s]+@|minioadmin/)
})
