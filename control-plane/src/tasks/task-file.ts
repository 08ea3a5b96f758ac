import { statSync } from 'node:fs'
import { explain } from '../errors.ts'
import type { TaskDefinitions } from './definition.ts'
import { loadTasks } from './load-tasks.ts'

/** The definition file, read again when it changes. A changed file with a mistake leaves the tasks as they were. */
export class TaskFile {
  readonly #root: string
  readonly #path: string
  #definitions: TaskDefinitions
  #version: string
  #problem: string | null = null

  /** @throws {UserError} naming file and line of every mistake: a control plane does not start with one. */
  constructor(root: string, path: string) {
    this.#root = root
    this.#path = path
    this.#version = this.#look()
    this.#definitions = loadTasks(root, path)
  }

  /** The tasks as they are defined now. */
  get definitions(): TaskDefinitions {
    const version = this.#look()
    if (version === this.#version) return this.#definitions
    this.#version = version
    try {
      this.#definitions = loadTasks(this.#root, this.#path)
      this.#problem = null
    } catch (error) {
      this.#problem = `The changed definition file was not taken: ${explain(error)}`
    }
    return this.#definitions
  }

  /** Why a change of the file was not taken; null when all is well. */
  get problem(): string | null {
    return this.#problem
  }

  #look(): string {
    const stat = statSync(this.#path, { bigint: true, throwIfNoEntry: false })
    return stat === undefined ? 'missing' : `${stat.mtimeNs} ${stat.size} ${stat.ino}`
  }
}
