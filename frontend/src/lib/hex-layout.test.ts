// @vitest-environment node
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js'
import { expect, it } from 'vitest'
import { hexLayout } from './hex-layout.ts'

const middle = latLngToCell(40.73, -73.98, 7)
const city = gridDisk(middle, 2)

it('draws every H3 zone inside the box, each once', () => {
  const { cells, unplaced } = hexLayout(city, 300, 200)
  expect(unplaced).toEqual([])
  expect(cells.map((cell) => cell.zoneId).toSorted()).toEqual(city.toSorted())
  for (const cell of cells) {
    for (const point of cell.points.split(' ')) {
      const [x = Number.NaN, y = Number.NaN] = point.split(',').map(Number)
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(300)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(200)
    }
  }
})

it('has north up and east right', () => {
  const north = latLngToCell(40.9, -73.98, 7)
  const east = latLngToCell(40.73, -73.7, 7)
  const { cells } = hexLayout([middle, north, east], 300, 300)
  const at = (zoneId: string) => cells.find((cell) => cell.zoneId === zoneId)
  expect(at(north)?.y).toBeLessThan(at(middle)?.y ?? 0)
  expect(at(east)?.x).toBeGreaterThan(at(middle)?.x ?? 0)
})

it('leaves to the list what is no place, and places the rest', () => {
  const opaque = ['pier-17', '', '87not-a-cell', 'Ωzone', '872a1072bfffffff']
  const { cells, unplaced } = hexLayout([...opaque, ...city], 300, 200)
  expect(unplaced).toEqual(opaque)
  expect(cells).toHaveLength(city.length)
})

it('does not let one far cell shrink the city to a dot', () => {
  const far = latLngToCell(-33.87, 151.2, 7)
  const { cells, unplaced } = hexLayout([far, ...city], 300, 200)
  expect(unplaced).toEqual([far])
  expect(cells).toHaveLength(city.length)
})

it('draws a city across the antimeridian in one piece', () => {
  const fiji = gridDisk(latLngToCell(-16.8, 180, 7), 1)
  const { cells } = hexLayout(fiji, 300, 300)
  expect(cells).toHaveLength(7)
  for (const cell of cells) expect(cell.width).toBeGreaterThan(60)
})

it('draws nothing from nothing', () => {
  expect(hexLayout([], 300, 200)).toMatchObject({ cells: [], unplaced: [] })
  expect(hexLayout(['a', 'b'], 300, 200)).toMatchObject({ cells: [], unplaced: ['a', 'b'] })
})

it('projects a place into the cell that holds it', () => {
  const { cells, project } = hexLayout(city, 300, 200)
  const [lat, lon] = cellToLatLng(middle)
  const cell = cells.find(({ zoneId }) => zoneId === middle)
  const [x, y] = project(lon, lat)
  expect(Math.hypot(x - (cell?.x ?? 0), y - (cell?.y ?? 0))).toBeLessThan((cell?.width ?? 0) / 4)
})
