// The editor of a file's text.
import { html, useEffect, useLayoutEffect, useRef } from '/ui/console/ui.js';
import { EditorState, EditorView, setDiagnostics } from './vendor/codemirror.js';
import { editing } from './code.js';
import { rangeOf } from './model.js';

/** Puts another text in place of what is there; undo brings it back. */
function replace(view, text) {
  const now = view.state.doc.toString();
  if (now === text) return;
  let from = 0;
  while (from < now.length && from < text.length && now[from] === text[from]) from++;
  view.dispatch({ changes: { from, to: now.length, insert: text.slice(from) }, scrollIntoView: false });
}

function mark(view, problem) {
  if (!problem) return view.dispatch(setDiagnostics(view.state, []));
  const range = rangeOf(view.state.doc.toString(), problem);
  return view.dispatch(setDiagnostics(view.state, [{ ...range, severity: 'error', message: problem.message }]));
}

/** Shows where a problem is and puts the cursor there. */
export function showPlace(view, problem) {
  const { from } = rangeOf(view.state.doc.toString(), problem);
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
}

/** `text` is what it shows; `onText` hears what is typed. `view` is a reference that holds the editor for others. */
export function Editor({ file, text, problem, known, onText, onSave, view }) {
  const place = useRef(null);
  const latest = useRef({});
  latest.current = { known, onText, onSave };
  useLayoutEffect(() => {
    view.current = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc: text, extensions: editing({
        file, label: `Text of ${file}`, known: () => latest.current.known, onText: typed => latest.current.onText(typed), onSave: () => latest.current.onSave(),
      }) }),
    });
    return () => view.current.destroy();
  }, [file]);
  useLayoutEffect(() => replace(view.current, text), [text]);
  useEffect(() => {
    mark(view.current, problem);
  }, [file, problem?.line, problem?.column, problem?.message, problem?.at]);
  return html`<div class="code" ref=${place}></div>`;
}
