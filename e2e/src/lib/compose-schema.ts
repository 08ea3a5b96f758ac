import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lakehouseCache } from '@lakehouse/contracts/locations.ts'
import { z } from 'zod'
import { run } from './run.ts'

/** The library that Docker Compose itself loads its files with; it carries the specification's schema. */
const MODULE = 'github.com/compose-spec/compose-go/v2@v2.16.2'
const download = z.object({ Dir: z.string() })

/**
 * The Compose specification's JSON schema, from the Go module that is pinned here and verified by Go's checksum database.
 * @throws {Error} with Go's reason when the module cannot be had.
 */
export async function composeSchema(): Promise<Record<string, unknown>> {
  const cache = join(lakehouseCache(process.env), 'compose-spec')
  const env = { GOPATH: cache, GOMODCACHE: join(cache, 'modules'), GOFLAGS: '-modcacherw' }
  const { code, stdout, stderr } = await run('go', ['mod', 'download', '-json', MODULE], { env, deadlineMs: 120_000 })
  if (code !== 0) throw new Error(`go mod download ${MODULE} ended with ${code}: ${stdout}${stderr}`)
  const { Dir } = download.parse(JSON.parse(stdout))
  return JSON.parse(readFileSync(join(Dir, 'schema', 'compose-spec.json'), 'utf8'))
}
