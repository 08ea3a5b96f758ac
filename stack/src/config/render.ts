import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * The template with every `${NAME}` replaced.
 * @throws {Error} naming the file and line of a name that has no value.
 */
export function render(template: string, values: Readonly<Record<string, string | number>>, file: string): string {
  return template
    .split('\n')
    .map((line, index) =>
      line.replace(/\$\{([A-Z0-9_]+)\}/g, (_, name: string) => {
        const value = values[name]
        if (value === undefined) throw new Error(`${file}:${index + 1}: no value for \${${name}}`)
        return String(value)
      }),
    )
    .join('\n')
}

/** Renders the template file `from` into `to`, readable by its owner only: it may hold secrets. */
export function renderFile(from: string, to: string, values: Readonly<Record<string, string | number>>): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  writeFileSync(to, render(readFileSync(from, 'utf8'), values, from), { mode: 0o600 })
}
