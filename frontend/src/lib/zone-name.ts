import { isValidCell } from 'h3-js'

/** A zone's identifier as short as it stays unique: an H3 cell without its padding, anything else as it is. */
export function zoneName(zoneId: string): string {
  return isValidCell(zoneId) ? zoneId.replace(/f+$/, '') : zoneId
}
