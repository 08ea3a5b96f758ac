import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runTool } from '../system/run-tool.ts'
import type { Fetch } from './artifact-set.ts'

const TIMEOUT_MS = 5 * 60_000

export interface JavaArchive {
  /** The JDK whose compiler is used. */
  readonly jdkHome: string
  readonly sources: readonly string[]
  /** Class files for this Java version. */
  readonly release: number
  readonly classPath: string
  readonly jar: string
  /** Further files of the archive: path inside it -> text. */
  readonly resources?: Readonly<Record<string, string>>
}

/** Compiles sources (none is fine: then only resources are packed) into one jar. */
export function buildJava(archive: JavaArchive): Fetch {
  return async ({ folder, scratch, signal, onLine }) => {
    const classes = join(scratch, 'classes')
    mkdirSync(classes, { recursive: true })
    mkdirSync(folder, { recursive: true })
    if (archive.sources.length > 0) {
      const options = ['-d', classes, '--release', String(archive.release), '-cp', archive.classPath, '-nowarn']
      const javac = join(archive.jdkHome, 'bin', 'javac')
      await runTool(javac, [...options, ...archive.sources], { signal, timeoutMs: TIMEOUT_MS, onLine })
    }
    for (const [path, text] of Object.entries(archive.resources ?? {})) {
      mkdirSync(dirname(join(classes, path)), { recursive: true })
      writeFileSync(join(classes, path), text)
    }
    const jar = join(archive.jdkHome, 'bin', 'jar')
    await runTool(jar, ['--create', '--file', join(folder, archive.jar), '-C', classes, '.'], {
      signal,
      timeoutMs: TIMEOUT_MS,
    })
  }
}
