// Two texts beside each other.
import { html, useEffect, useRef } from '/ui/console/ui.js';
import { EditorState, EditorView, MergeView } from './vendor/codemirror.js';
import { shown } from './code.js';

const WIDE = '(min-width: 900px)';

/** `before` and `after` are {label, text}. */
export function Compare({ file, before, after }) {
  const place = useRef(null);
  useEffect(() => {
    const side = ({ label, text }) => ({
      doc: text,
      extensions: [shown(file), EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-label': label }),
        matchMedia(WIDE).matches ? [] : EditorView.lineWrapping],
    });
    const merge = new MergeView({ a: side(before), b: side(after), parent: place.current, collapseUnchanged: { margin: 3, minSize: 6 }, gutter: true });
    return () => merge.destroy();
  }, [file, before.text, after.text]);
  return html`<div class="compare"><div class="compare-heads"><span>${before.label}</span><span>${after.label}</span></div>
    ${before.text === after.text ? html`<p class="muted compare-same">They are the same.</p>` : ''}
    <div class="compare-texts" ref=${place}></div></div>`;
}
