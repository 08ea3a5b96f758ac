import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Finding } from '@lakehouse/contracts/api/jobs.ts'
import { useEffect, useEffectEvent, useRef } from 'react'
import { extensions, goTo, showFindings } from '../code-mirror.ts'
import styles from './sql-editor.module.css'

/** A place to go to; a new object goes there again. */
export interface Place {
  readonly line: number
  readonly column: number
}

interface CodeAreaProps {
  label: string
  text: string
  onChange: (text: string) => void
  /** Those in this text. */
  findings: readonly Finding[]
  place: Place | null
}

/** CodeMirror as one text field. Tab indents; Escape, then Tab, leaves it. */
export function CodeArea({ label, text, onChange, findings, place }: CodeAreaProps) {
  const parent = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const changed = useEffectEvent(onChange)
  const initial = useEffectEvent(() => text)
  useEffect(() => {
    if (parent.current === null) return
    const state = EditorState.create({ doc: initial(), extensions: extensions(label, (next) => changed(next)) })
    const view = new EditorView({ state, parent: parent.current })
    editor.current = view
    return () => {
      editor.current = null
      view.destroy()
    }
  }, [label])
  useEffect(() => {
    const view = editor.current
    if (view === null || view.state.doc.toString() === text) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
  }, [text])
  useEffect(() => {
    if (editor.current !== null) showFindings(editor.current, findings)
  }, [findings])
  useEffect(() => {
    if (editor.current !== null && place !== null) goTo(editor.current, place.line, place.column)
  }, [place])
  return <div ref={parent} className={styles.code} />
}
