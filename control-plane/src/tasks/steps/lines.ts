import { StringDecoder } from 'node:string_decoder'

/** A longer line is kept in pieces of this many characters. */
const LONGEST = 4_000

/** Cuts a stream of bytes into lines. Other ends of a line than \n are those of progress bars: \r ends one too. */
export class Lines {
  readonly #decoder = new StringDecoder('utf8')
  readonly #take: (line: string) => void
  #rest = ''

  constructor(take: (line: string) => void) {
    this.#take = take
  }

  push(chunk: Buffer): void {
    this.#cut(this.#decoder.write(chunk))
  }

  /** Gives the last line, should it have no end. */
  end(): void {
    this.#cut(this.#decoder.end())
    if (this.#rest !== '') this.#take(this.#rest)
    this.#rest = ''
  }

  #cut(text: string): void {
    const lines = (this.#rest + text).split(/\r?\n|\r(?!$)/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#give(line)
    while (this.#rest.length > LONGEST) {
      this.#take(this.#rest.slice(0, LONGEST))
      this.#rest = this.#rest.slice(LONGEST)
    }
  }

  #give(line: string): void {
    for (let at = 0; at === 0 || at < line.length; at += LONGEST) this.#take(line.slice(at, at + LONGEST))
  }
}
