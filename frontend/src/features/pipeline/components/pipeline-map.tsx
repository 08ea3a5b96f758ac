import clsx from 'clsx'
import type { KeyboardEvent } from 'react'
import { formatDuration } from '../../../lib/time.ts'
import type { HopShown } from '../hops.ts'
import type { Box, Drawing } from '../layout.ts'
import { placeStates } from '../place-states.ts'
import { percent } from '../places.ts'
import styles from './pipeline-map.module.css'

interface PipelineMapProps {
  drawing: Drawing
  hops: readonly HopShown[]
  /** The hop that takes longest. */
  slowest: string | null
  selected: string | null
  onSelect: (id: string) => void
}

/** Letters of this size are about this wide, pixels. */
const LETTER = 6.4

/** The whole pipeline as boxes and lines; each box can be reached by keyboard and says everything it shows. */
export function PipelineMap({ drawing, hops, slowest, selected, onSelect }: PipelineMapProps) {
  const { width, height, boxes, lines, frames, marks } = drawing
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside of an SVG
    <svg
      className={styles.map}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="Pipeline from producer to dashboard"
    >
      {frames.map((frame) => (
        <g key={frame.job}>
          <rect className={styles.frame} x={frame.x} y={frame.y} width={frame.width} height={frame.height} rx={8} />
          <text className={styles.frameTitle} x={frame.x + 8} y={frame.y + 14}>
            Flink job {frame.job}
          </text>
        </g>
      ))}
      {marks.map(({ hop: id, x }) => {
        const hop = hops.find((candidate) => candidate.id === id)
        return hop && <HopMark key={id} hop={hop} x={x} slowest={id === slowest} />
      })}
      {lines.map(({ link, path }) => (
        <path key={`${link.from} ${link.to}`} className={styles.line} d={path} strokeWidth={thickness(link.rate)} />
      ))}
      {boxes.map((box) => (
        <PlaceBox key={box.place.id} box={box} pressed={box.place.id === selected} onSelect={onSelect} />
      ))}
    </svg>
  )
}

function PlaceBox({ box, pressed, onSelect }: { box: Box; pressed: boolean; onSelect: (id: string) => void }) {
  const { place, x, y, width, height } = box
  const { tone, icon: Icon, word } = placeStates[place.state]
  const well = place.state === 'ok' || place.state === 'idle'
  const letters = Math.floor((width - 26) / LETTER)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onSelect(place.id)
  }
  const said = [place.kind, `${word}: ${place.detail}`, place.busy === null ? null : `busy ${percent(place.busy)}`]
  const titleLines = wrapped(place.title, letters)
  const below = well ? place.figure : [word, place.figure].filter(Boolean).join(' · ')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside of an SVG
    <g
      className={clsx(styles.box, styles[tone])}
      role="button"
      tabIndex={0}
      aria-pressed={pressed}
      onClick={() => onSelect(place.id)}
      onKeyDown={onKeyDown}
      transform={`translate(${x},${y})`}
    >
      <title>{[place.title, ...said].filter((part) => part !== null).join(', ')}</title>
      <rect className={styles.card} width={width} height={height} rx={6} />
      <Icon x={6} y={6} width={13} height={13} aria-hidden />
      <text className={styles.title} y={17}>
        {titleLines.map((line, index) => (
          <tspan key={line} x={23} dy={index * 13}>
            {line}
          </tspan>
        ))}
      </text>
      <text className={well ? styles.figure : styles.word} x={well ? 23 : 6} y={height - 12}>
        {below}
      </text>
      {place.busy !== null && <Load width={width} y={height - 7} busy={place.busy} held={place.backPressured ?? 0} />}
    </g>
  )
}

/** What a stretch of the way costs, above where it lies. */
function HopMark({ hop, x, slowest }: { hop: HopShown; x: number; slowest: boolean }) {
  return (
    <text className={clsx(styles.hop, slowest && styles.slowest)} y={12} textAnchor="middle">
      <tspan x={x}>{SHORT[hop.id] ?? hop.name}</tspan>
      <tspan x={x} dy={14} className={styles.hopTime}>
        {hop.delayMs === null ? '–' : formatDuration(hop.delayMs)}
        {slowest && ', slowest'}
      </tspan>
    </text>
  )
}

/** The hops' names where there is room for one word. */
const SHORT: Readonly<Record<string, string>> = {
  produce: 'to Kafka',
  read: 'unread',
  watermark: 'watermark',
  checkpoint: 'checkpoint',
  commit: 'commit',
  query: 'query',
  show: 'poll',
}

function Load({ width, y, busy, held }: { width: number; y: number; busy: number; held: number }) {
  const whole = width - 12
  return (
    <g aria-hidden>
      <rect className={styles.track} x={6} y={y} width={whole} height={3} />
      <rect className={styles.busy} x={6} y={y} width={whole * busy} height={3} />
      <rect className={styles.held} x={6 + whole * busy} y={y} width={whole * Math.min(held, 1 - busy)} height={3} />
    </g>
  )
}

function thickness(rate: number | null): number {
  return rate === null ? 1.5 : Math.min(5, 1 + Math.log10(1 + rate))
}

/** A name in at most two lines, broken after a space or underscore; what is still too long is cut. */
function wrapped(text: string, letters: number): string[] {
  if (text.length <= letters) return [text]
  const cut = Math.max(text.lastIndexOf('_', letters - 1), text.lastIndexOf(' ', letters - 1))
  const first = cut > 0 ? text.slice(0, cut + 1) : text.slice(0, letters)
  const rest = text.slice(first.length)
  return [first, rest.length <= letters ? rest : `${rest.slice(0, Math.max(1, letters - 1))}…`]
}
