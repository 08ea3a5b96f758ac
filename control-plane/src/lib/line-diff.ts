/** Unchanged lines shown around each change. */
const CONTEXT = 2

interface Line {
  readonly mark: ' ' | '-' | '+'
  readonly text: string
}

/** What turns one text into the other, line by line, as `diff -u` shows it without its headers; '' when nothing does. */
export function lineDiff(former: string, next: string): string {
  const lines = compare(former.split('\n'), next.split('\n'))
  const near = (index: number) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
  const shown = lines.map((_, index) => near(index).some(({ mark }) => mark !== ' '))
  return lines
    .flatMap(({ mark, text }, index) => {
      if (!shown[index]) return []
      const gap = index > 0 && !shown[index - 1] && shown.slice(0, index).includes(true) ? ['⋯'] : []
      return [...gap, `${mark}${text}`]
    })
    .join('\n')
}

/** By the longest common subsequence of lines: what is in it stays. */
function compare(former: readonly string[], next: readonly string[]): Line[] {
  /** Length of the longest common subsequence of what follows in both. */
  const longest = former.map(() => new Uint32Array(next.length + 1))
  longest.push(new Uint32Array(next.length + 1))
  const at = (row: number, column: number) => longest[row]?.[column] ?? 0
  for (let row = former.length - 1; row >= 0; row -= 1) {
    for (let column = next.length - 1; column >= 0; column -= 1) {
      const same = former[row] === next[column]
      const length = same ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
      ;(longest[row] as Uint32Array)[column] = length
    }
  }
  const lines: Line[] = []
  let row = 0
  let column = 0
  while (row < former.length || column < next.length) {
    const [was, is] = [former[row], next[column]]
    if (was !== undefined && was === is) {
      lines.push({ mark: ' ', text: was })
      row += 1
      column += 1
    } else if (was !== undefined && (is === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ mark: '-', text: was })
      row += 1
    } else {
      lines.push({ mark: '+', text: is ?? '' })
      column += 1
    }
  }
  return lines
}
