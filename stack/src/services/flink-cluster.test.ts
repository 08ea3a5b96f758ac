import { expect, test } from 'vitest'
import { parseProcessMemory } from './flink-cluster.ts'

test('reads the two marked lines and ignores log lines', () => {
  const output = [
    'INFO  [] - Loading configuration property: rest.port, 8081',
    'BASH_JAVA_UTILS_EXEC_RESULT:-Xmx1m -Xms1m',
    'BASH_JAVA_UTILS_EXEC_RESULT:-D a.b=1 -D c=2b ',
  ].join('\n')
  expect(parseProcessMemory(output)).toEqual({
    jvmOptions: ['-Xmx1m', '-Xms1m'],
    mainArgs: ['-D', 'a.b=1', '-D', 'c=2b'],
  })
})

test('an answer without them is an error that shows it', () => {
  expect(() => parseProcessMemory('IllegalConfigurationException: no memory')).toThrow('no memory')
})
