/**
 * The starts of all windows that hold a moment: `size` long, one every `slide`, aligned to 1970, start inclusive and
 * end exclusive. All in milliseconds; `slide` divides `size`. With `slide` = `size` the windows tumble.
 */
export function windowStarts(time: number, size: number, slide: number): number[] {
  const newest = Math.floor(time / slide) * slide
  const starts: number[] = []
  for (let start = newest; start > time - size; start -= slide) starts.push(start)
  return starts
}
