import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useSettings } from '../../lib/settings.ts'
import { formatClock, formatDayMinute, formatFull, formatMinute } from '../../lib/time.ts'
import { ChartLegend } from './chart-legend.tsx'
import styles from './time-chart.module.css'
import { type Point, timeTicks } from './time-grid.ts'

export interface Series {
  readonly id: string
  readonly label: string
  /** A token of tokens.css, `var(--…)`. */
  readonly color: string
  /** Dash pattern, so that lines differ without colour. */
  readonly dash?: string
}

interface TimeChartProps {
  /** What the chart shows, for screen readers; the numbers are in the panel's table. */
  label: string
  points: readonly Point[]
  series: readonly Series[]
  kind: 'line' | 'stacked-bars'
  /** Title of the value axis, with its unit. */
  unit: string
  format: (value: number) => string
  /** Shorter form for the axis. */
  axisFormat?: (value: number) => string
  /** Fixed value axis; without it, from zero to what the data needs. */
  domain?: readonly [number, number]
  /** Charts with the same id share their crosshair. */
  syncId: string
  /** What a moment is, before its time: "window ended". */
  moment?: string
}

const DAY_MS = 24 * 60 * 60_000

const axis = { stroke: 'var(--border-strong)', tick: { fill: 'var(--text-muted)', fontSize: 11 }, tickLine: false }

/** Numbers over time: lines with gaps where data is missing, or bars from zero. Nothing is animated. */
export default function TimeChart({
  label,
  points,
  series,
  kind,
  unit,
  format,
  axisFormat = format,
  domain,
  syncId,
  moment = 'window ended',
}: TimeChartProps) {
  const { timeZone } = useSettings()
  // Hours alone would say the same twice.
  const isLong = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0) >= DAY_MS
  const formatTick = isLong ? formatDayMinute : formatMinute
  return (
    <figure className={styles.figure} aria-label={label}>
      <ChartLegend series={series} unit={unit} />
      <div className={styles.plot}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 400, height: 180 }}>
          <ComposedChart data={points as Point[]} syncId={syncId} margin={{ top: 8, right: 16, bottom: 0, left: 0 }}>
            <CartesianGrid stroke="var(--border)" vertical={false} />
            <XAxis
              {...axis}
              dataKey="at"
              ticks={timeTicks(points)}
              interval="preserveStartEnd"
              tickFormatter={(at: number) => formatTick(at, timeZone)}
            />
            <YAxis
              {...axis}
              width={48}
              axisLine={false}
              domain={domain ? [...domain] : [0, 'auto']}
              allowDataOverflow={domain !== undefined}
              tickFormatter={axisFormat}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--border-strong)', fill: 'var(--surface-raised)' }}
              contentStyle={{ background: 'var(--surface)', borderColor: 'var(--border-strong)', borderRadius: 6 }}
              itemStyle={{ color: 'var(--text)', padding: 0 }}
              labelStyle={{ color: 'var(--text-muted)' }}
              labelFormatter={(at) =>
                `${moment} ${isLong ? formatFull(Number(at), timeZone) : formatClock(Number(at), timeZone)}`
              }
              formatter={(value) => format(Number(value))}
            />
            {series.map(({ id, label: name, color, dash }) =>
              kind === 'line' ? (
                <Line
                  key={id}
                  dataKey={id}
                  name={name}
                  stroke={color}
                  strokeWidth={1.75}
                  strokeDasharray={dash ?? '0'}
                  // A value between two gaps has no line; its dot is all there is to see.
                  dot={(dot) => <LonelyDot key={dot.key} {...dot} points={points} series={id} />}
                  isAnimationActive={false}
                  connectNulls={false}
                />
              ) : (
                <Bar key={id} dataKey={id} name={name} fill={color} stackId="all" isAnimationActive={false} />
              ),
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

interface LonelyDotProps {
  cx?: number | undefined
  cy?: number | undefined
  index?: number | undefined
  stroke?: string | undefined
  points: readonly Point[]
  series: string
}

function LonelyDot({ cx, cy, index, stroke, points, series }: LonelyDotProps) {
  if (index === undefined || cx == null || cy == null || points[index]?.[series] == null) return null
  const alone = points[index - 1]?.[series] == null && points[index + 1]?.[series] == null
  return alone ? <circle cx={cx} cy={cy} r={2.5} fill={stroke} /> : null
}
