/** CodeMirror, set up for queries and documents. A bundle of its own: pages without an editor do not wait for it. */
import { javascript } from '@codemirror/lang-javascript'
import { syntaxHighlighting } from '@codemirror/language'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap, placeholder } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { minimalSetup } from 'codemirror'
import type { EditorProps } from './editor'

export interface EditorHandle {
  show(text: string): void
  mark(position: number | undefined): void
  focus(): void
  close(): void
}

const setProblem = StateEffect.define<number | undefined>()
/** Underlines the place of a problem until the text is changed. */
const problems = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { effects, docChanged, newDoc }) => {
    for (const effect of effects) {
      if (!effect.is(setProblem)) continue
      if (effect.value === undefined || newDoc.length === 0) return Decoration.none
      const from = Math.min(effect.value, newDoc.length - 1)
      return Decoration.set(Decoration.mark({ class: 'problem' }).range(from, from + 1))
    }
    return docChanged ? Decoration.none : marks
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** `latest` always holds the editor's present properties: what it calls changes with every render. */
export function openEditor(parent: HTMLElement, latest: { readonly current: EditorProps }): EditorHandle {
  const { label, value, placeholder: hint, isReadOnly = false, problemAt } = latest.current
  const run = () => {
    latest.current.onRun?.()
    return latest.current.onRun !== undefined
  }
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: value,
      extensions: [
        keymap.of([{ key: 'Mod-Enter', run }]),
        minimalSetup,
        javascript(),
        syntaxHighlighting(classHighlighter),
        problems,
        hint === undefined ? [] : placeholder(hint),
        EditorView.lineWrapping,
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.cspNonce.of(document.documentElement.dataset.nonce ?? ''),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) latest.current.onChange(state.doc.toString())
        }),
      ],
    }),
  })
  const handle: EditorHandle = {
    show: (text) => {
      if (text === view.state.doc.toString()) return
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    },
    mark: (position) => view.dispatch({ effects: setProblem.of(position) }),
    focus: () => view.focus(),
    close: () => view.destroy(),
  }
  handle.mark(problemAt)
  return handle
}
