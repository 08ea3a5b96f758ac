/** How the one who started a long piece of work follows it and breaks it off. */
export interface Watch {
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}
