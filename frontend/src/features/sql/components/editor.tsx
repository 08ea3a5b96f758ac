import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { StandardSQL, sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useEffectEvent, useRef } from 'react'
import styles from './editor.module.css'

interface EditorProps {
  /** Replaces the text when it is another than what is shown. */
  text: string
  onChange: (text: string) => void
  /** Runs what is selected, or everything: Ctrl+Enter. */
  onRun: () => void
  onSelect: (selected: string) => void
  /** Completion: tables by `schema.table`, with their columns. */
  tables: Readonly<Record<string, readonly string[]>>
}

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--text-muted)', fontStyle: 'italic' },
])

/** A text field that knows SQL: colours, completion of tables and columns, Ctrl+Enter runs. Escape, then Tab leaves it. */
export default function Editor({ text, onChange, onRun, onSelect, tables }: EditorProps) {
  const parent = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const language = useRef(new Compartment())
  const changed = useEffectEvent(onChange)
  const run = useEffectEvent(onRun)
  const selected = useEffectEvent(onSelect)
  const first = useRef(text)

  useEffect(() => {
    if (parent.current === null) return
    const runKey = {
      key: 'Mod-Enter',
      run: () => {
        run()
        return true
      },
    }
    const made = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          Prec.highest(keymap.of([runKey])),
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          syntaxHighlighting(colors),
          language.current.of(sql({ dialect: StandardSQL })),
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
          placeholder('SELECT … FROM iceberg.ride_hailing.iceberg_ride_events LIMIT 10'),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': 'SQL', tabindex: '0' }),
          EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
            if (docChanged) changed(state.doc.toString())
            const { from, to } = state.selection.main
            if (docChanged || selectionSet) selected(state.sliceDoc(from, to))
          }),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [])

  useEffect(() => {
    const now = view.current?.state.doc
    if (now === undefined || now.toString() === text) return
    view.current?.dispatch({ changes: { from: 0, to: now.length, insert: text } })
  }, [text])

  useEffect(() => {
    const extension = sql({ dialect: StandardSQL, schema: { ...tables }, upperCaseKeywords: true })
    view.current?.dispatch({ effects: language.current.reconfigure(extension) })
  }, [tables])

  return <div ref={parent} className={styles.editor} />
}
