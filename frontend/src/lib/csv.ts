/** Text for spreadsheets: comma separated, quoted where needed (RFC 4180), a leading formula sign made harmless. */
export function toCsv(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  return [columns, ...rows].map((cells) => cells.map(toCell).join(',')).join('\r\n')
}

function toCell(cell: string | null): string {
  if (cell === null) return ''
  const isNumber = /^-?\d+(\.\d+)?$/.test(cell)
  const text = !isNumber && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Hands `text` to the person as a file. */
export function downloadText(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
