import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { runTool } from '../system/run-tool.ts'
import type { ArtifactSet } from './artifact-set.ts'

const TIMEOUT_MS = 5 * 60_000
/** Everything that the built pages depend on. */
const SOURCES = [
  'package-lock.json',
  'contracts/src/**/*.ts',
  'frontend/{package.json,index.html,vite.config.ts}',
  'frontend/{src,public}/**/*',
]

/** The dashboard's pages, built by Vite; a change of any source is a different set. */
export function dashboardSet(): ArtifactSet {
  return {
    name: 'dashboard',
    key: sourceKey(),
    effort: 'building the pages',
    fetch: async ({ folder, signal, onLine }) => {
      const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js')
      await runTool(process.execPath, [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], {
        cwd: join(projectRoot, 'frontend'),
        env: { NODE_ENV: 'production' },
        signal,
        timeoutMs: TIMEOUT_MS,
        onLine,
      })
    },
  }
}

function sourceKey(): string {
  const hash = createHash('sha256')
  const files = globSync(SOURCES, { cwd: projectRoot, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    if (path.includes('.test.')) continue
    hash.update(path.slice(projectRoot.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}
