import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { Failure } from './failure.ts'
import { differences, hashFolder } from './folder-hashes.ts'

const PIP_TIMEOUT_MS = 15 * 60_000
/** What dbt-core 1.11 runs on and dbt/requirements.txt was resolved for. */
const SUPPORTED_PYTHON = /^Python 3\.1[123]\./
const run = promisify(execFile)

/**
 * The folder with dbt and all its Python packages, exactly as `requirements` pins them by hash; installed when it is
 * missing, verified before every use, installed again when a file differs. It is put in place by one rename, so it is
 * whole or not there, whoever else installs at the same time.
 * @throws {Failure} when Python or pip is missing, or pip refuses.
 */
export async function ensureDbt(cache: string, requirements: string, tell: (line: string) => void): Promise<string> {
  const python = await pythonVersion()
  const key = createHash('sha256').update(python).update(readFileSync(requirements)).digest('hex').slice(0, 16)
  const entry = join(cache, `dbt-${key}`)
  const changed = changedFiles(entry)
  if (changed === undefined) tell(`installing dbt for ${python}, about a minute`)
  else if (changed.length > 0) tell(`${entry} was changed (${changed.slice(0, 3).join(', ')}): installing dbt again`)
  if (changed?.length !== 0) await install(cache, entry, requirements)
  return packagesIn(entry)
}

const packagesIn = (entry: string) => join(entry, 'packages')
const recordIn = (entry: string) => join(entry, 'files.json')

async function pythonVersion(): Promise<string> {
  const { stdout } = await run('python3', ['--version']).catch((cause) => {
    throw new Failure(`dbt needs Python 3.11 to 3.13, and "python3 --version" failed: ${cause.message}`, { cause })
  })
  const version = stdout.trim()
  if (!SUPPORTED_PYTHON.test(version)) throw new Failure(`dbt needs Python 3.11 to 3.13, and python3 is ${version}`)
  return version
}

/** What differs from what was installed; undefined when nothing was. */
function changedFiles(entry: string): readonly string[] | undefined {
  if (!existsSync(recordIn(entry))) return undefined
  const recorded = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(recordIn(entry), 'utf8')))
  return differences(recorded, hashFolder(packagesIn(entry)))
}

async function install(cache: string, entry: string, requirements: string): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const draft = mkdtempSync(join(cache, 'dbt-draft-'))
  try {
    const pip = ['-m', 'pip', 'install', '--require-hashes', '--no-deps', '--no-cache-dir', '--quiet']
    const target = ['--disable-pip-version-check', '--target', packagesIn(draft), '--requirement', requirements]
    await run('python3', [...pip, ...target], { timeout: PIP_TIMEOUT_MS }).catch((cause) => {
      const reason = cause.killed ? `no end within ${PIP_TIMEOUT_MS / 60_000} minutes` : cause.stderr || cause.message
      throw new Failure(`pip could not install ${requirements}: ${reason}\nIs python3-pip installed?`, { cause })
    })
    writeFileSync(recordIn(draft), JSON.stringify(hashFolder(packagesIn(draft))))
    rmSync(entry, { recursive: true, force: true })
    renameSync(draft, entry)
  } catch (error) {
    // Another command may have put the same packages there first: they are as good.
    if (changedFiles(entry)?.length !== 0) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
