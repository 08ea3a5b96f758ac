import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { StandardSQL, sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Extension, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { Finding } from '@lakehouse/contracts/api/jobs.ts'
import { tags } from '@lezer/highlight'

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '13px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--background)', color: 'var(--text-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--surface-raised)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--accent-surface) !important' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-finding-error': { textDecoration: 'underline wavy var(--bad)', textUnderlineOffset: '3px' },
  '.cm-finding-warning': { textDecoration: 'underline wavy var(--warn)', textUnderlineOffset: '3px' },
  '.cm-line-error': { backgroundColor: 'var(--bad-surface)' },
  '.cm-line-warning': { backgroundColor: 'var(--warn-surface)' },
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
  { tag: tags.comment, color: 'var(--text-muted)' },
])

const setFindings = StateEffect.define<readonly Finding[]>()

/** Where the findings are; they move with the text until the next answer. */
const findingMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const told = transaction.effects.find((effect) => effect.is(setFindings))
    return told === undefined ? marks.map(transaction.changes) : marksOf(transaction.state.doc, told.value)
  },
  provide: (field) => EditorView.decorations.from(field),
})

function marksOf(doc: EditorView['state']['doc'], findings: readonly Finding[]): DecorationSet {
  const ranges = findings.flatMap(({ line: number, column, severity, message }) => {
    const line = doc.line(Math.min(number, doc.lines))
    const from = Math.min(line.from + column - 1, line.to)
    const word = /^[\w`".]+/.exec(line.text.slice(from - line.from))?.[0].length ?? 1
    const to = Math.min(from + word, line.to)
    const whole = Decoration.line({ class: `cm-line-${severity}` }).range(line.from)
    if (to <= from) return [whole]
    return [whole, Decoration.mark({ class: `cm-finding-${severity}`, attributes: { title: message } }).range(from, to)]
  })
  return Decoration.set(ranges, true)
}

/** What makes the editor one for Flink SQL; `onChange` is told every text that somebody types. */
export function extensions(label: string, onChange: (sql: string) => void): Extension[] {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    history(),
    drawSelection(),
    bracketMatching(),
    sql({ dialect: StandardSQL, upperCaseKeywords: true }),
    syntaxHighlighting(colours),
    theme,
    findingMarks,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString())
    }),
  ]
}

/** Marks findings at their places; those of other files have none here. */
export function showFindings(view: EditorView, findings: readonly Finding[]): void {
  view.dispatch({ effects: setFindings.of(findings) })
}

/** Puts the cursor at a place, both numbers from 1, and the place into view. */
export function goTo(view: EditorView, number: number, column: number): void {
  const line = view.state.doc.line(Math.min(number, view.state.doc.lines))
  const at = Math.min(line.from + column - 1, line.to)
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  view.focus()
}
