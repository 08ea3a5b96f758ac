import type { Link, Place, Places } from './places.ts'

export interface Box {
  readonly place: Place
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Line {
  readonly link: Link
  /** An SVG path. */
  readonly path: string
}

/** The frame around the operators of one job. */
interface Frame {
  readonly job: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
  readonly frames: readonly Frame[]
  /** Where the hops stand, in the middle of what they are about. */
  readonly marks: readonly Mark[]
}

/** A hop's place above the map. */
interface Mark {
  readonly hop: string
  readonly x: number
}

const ROW = 66
const HIGH = 56
const MARGIN = 8
const FRAME_TITLE = 20
const GAP = 26
/** Above the boxes, what each stretch costs. */
const RULER = 40

/** From left to right: producer, topics, the tasks of each job in a frame, tables, Trino, dashboard. */
export function acrossLayout({ places, links }: Places, width: number): Drawing {
  const inJob = (place: Place) => place.kind === 'operator' || place.kind === 'job'
  const jobs = [...new Set(places.filter(inJob).map((place) => place.job ?? ''))]
  const deepest = Math.max(0, ...places.filter(inJob).map(({ depth }) => depth))
  const columns = deepest + 6
  // Tables have the longest names; what stands alone needs less.
  const shares = Array.from({ length: columns }, (_, column) => shareOf(column, deepest))
  const unit = (width - 2 * MARGIN - GAP * (columns - 1)) / shares.reduce((sum, share) => sum + share, 0)
  const wideOf = (column: number) => unit * (shares[column] ?? 1)
  const left = (column: number) =>
    MARGIN + column * GAP + unit * shares.slice(0, column).reduce((sum, share) => sum + share, 0)
  const centres = new Map<string, number>()
  const boxes: Box[] = []
  const frames: Frame[] = []
  const put = (place: Place, column: number, centre: number) => {
    centres.set(place.id, centre)
    boxes.push({ place, x: left(column), y: centre - HIGH / 2, width: wideOf(column), height: HIGH })
  }

  let top = RULER
  const tables = places.filter(({ kind }) => kind === 'table')
  for (const job of jobs) {
    const own = places.filter((place) => inJob(place) && place.job === job)
    const written = tables.filter((place) => place.job === job)
    const byDepth = [...Map.groupBy(own, ({ depth }) => depth)].sort(([a], [b]) => a - b)
    const most = Math.max(written.length, ...byDepth.map(([, column]) => column.length))
    const height = most * ROW + FRAME_TITLE
    const spread = (group: readonly Place[], column: number) => {
      for (const [index, place] of group.entries())
        put(place, column, top + FRAME_TITLE + ((index + 0.5) * (height - FRAME_TITLE)) / group.length)
    }
    for (const [depth, column] of byDepth) spread(ordered(column, links, centres), 2 + depth)
    spread(ordered(written, links, centres), deepest + 3)
    const right = left(deepest + 2) + wideOf(deepest + 2)
    frames.push({ job, x: left(2) - GAP / 2, y: top, width: right - left(2) + GAP, height })
    top += height + MARGIN
  }
  const height = Math.max(top, RULER + 2 * ROW)
  const middle = (group: readonly Place[], column: number) => {
    for (const [index, place] of group.entries())
      put(place, column, RULER + ((index + 0.5) * (height - RULER)) / group.length)
  }
  middle(
    places.filter(({ kind }) => kind === 'topic'),
    1,
  )
  middle(
    places.filter(({ kind }) => kind === 'producer'),
    0,
  )
  middle(
    tables.filter((place) => !jobs.includes(place.job ?? '')),
    deepest + 3,
  )
  middle(
    places.filter(({ kind }) => kind === 'trino'),
    deepest + 4,
  )
  middle(
    places.filter(({ kind }) => kind === 'dashboard'),
    deepest + 5,
  )
  const before = (column: number) => left(column) - GAP / 2
  const marks = [
    { hop: 'produce', x: before(1) },
    { hop: 'read', x: before(2) },
    { hop: 'watermark', x: (left(2) + left(deepest + 2) + wideOf(deepest + 2)) / 2 },
    { hop: 'checkpoint', x: before(deepest + 3) - unit / 2 },
    { hop: 'commit', x: before(deepest + 3) + unit / 2 },
    { hop: 'query', x: before(deepest + 4) },
    { hop: 'show', x: before(deepest + 5) },
  ]
  return { width, height, boxes, frames, marks, lines: linesBetween(boxes, links, acrossPath) }
}

/** From top to bottom, two boxes beside each other: for a phone. */
export function downLayout({ places, links }: Places, width: number): Drawing {
  const boxes: Box[] = []
  let top = MARGIN
  for (const kind of ['producer', 'topic', 'job', 'table', 'trino', 'dashboard'] as const) {
    const group = places.filter((place) => place.kind === kind)
    for (const [index, place] of group.entries()) {
      const alone = group.length === 1
      const wide = alone ? width - 2 * MARGIN : (width - 3 * MARGIN) / 2
      const x = MARGIN + (index % 2) * (wide + MARGIN)
      boxes.push({ place, x, y: top + Math.floor(index / 2) * ROW, width: wide, height: HIGH })
    }
    if (group.length > 0) top += Math.ceil(group.length / 2) * ROW + GAP - (ROW - HIGH)
  }
  const height = top - GAP + MARGIN
  // Lines to each of many tables would only cross each other: those between groups say enough.
  const shown = links.filter(({ from, to }) => !(from.startsWith('table') || to.startsWith('table')))
  const between = groupLines(boxes)
  return { width, height, boxes, frames: [], marks: [], lines: [...linesBetween(boxes, shown, downPath), ...between] }
}

/** One line from the jobs to the tables, and one from the tables to Trino. */
function groupLines(boxes: readonly Box[]): Line[] {
  const edge = (kind: Place['kind']) => {
    const group = boxes.filter((box) => box.place.kind === kind)
    const x = (Math.min(...group.map((box) => box.x)) + Math.max(...group.map((box) => box.x + box.width))) / 2
    return {
      x,
      top: Math.min(...group.map((box) => box.y)),
      bottom: Math.max(...group.map((box) => box.y + box.height)),
    }
  }
  return (
    [
      ['job', 'table'],
      ['table', 'trino'],
    ] as const
  ).flatMap(([from, to]) => {
    if (![from, to].every((kind) => boxes.some((box) => box.place.kind === kind))) return []
    const [start, end] = [edge(from), edge(to)]
    return [{ link: { from, to, rate: null }, path: `M${start.x},${start.bottom} L${end.x},${end.top}` }]
  })
}

/** How much of the width a column gets. */
function shareOf(column: number, deepest: number): number {
  if (column === 0) return 0.85
  if (column === deepest + 3) return 1.2
  return column > deepest + 3 ? 0.8 : 1
}

/** Boxes of one column, each near what it reads from. */
function ordered(column: readonly Place[], links: readonly Link[], centres: ReadonlyMap<string, number>): Place[] {
  const height = (place: Place) => {
    const inputs = links.filter(({ to }) => to === place.id).flatMap(({ from }) => centres.get(from) ?? [])
    return inputs.length === 0 ? 0 : inputs.reduce((sum, centre) => sum + centre, 0) / inputs.length
  }
  return column.toSorted((a, b) => height(a) - height(b))
}

function linesBetween(boxes: readonly Box[], links: readonly Link[], path: (from: Box, to: Box) => string): Line[] {
  const byId = new Map(boxes.map((box) => [box.place.id, box]))
  return links.flatMap((link) => {
    const [from, to] = [byId.get(link.from), byId.get(link.to)]
    return from === undefined || to === undefined ? [] : [{ link, path: path(from, to) }]
  })
}

function acrossPath(from: Box, to: Box): string {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2]
  const [x2, y2] = [to.x, to.y + to.height / 2]
  const bend = Math.max(12, Math.min(60, (x2 - x1) / 2))
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`
}

function downPath(from: Box, to: Box): string {
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height]
  const [x2, y2] = [to.x + to.width / 2, to.y]
  const bend = (y2 - y1) / 2
  return `M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}`
}
