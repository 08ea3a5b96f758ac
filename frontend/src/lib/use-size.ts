import { type RefCallback, useCallback, useState } from 'react'

interface Size {
  readonly width: number
  readonly height: number
}

/** The size of an element's content box in CSS pixels, followed as it changes; zero until it is laid out. */
export function useSize(): [ref: RefCallback<Element>, size: Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const ref = useCallback((element: Element | null) => {
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const { width, height } = entry.contentRect
      setSize({ width: Math.floor(width), height: Math.floor(height) })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, size]
}
