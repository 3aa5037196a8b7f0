// Mistakes in queries, each with a caret under its place.
import { html } from '/ui/console/ui.js';

export function Faults({ faults }) {
  if (faults.length === 0) return null;
  return html`<div class="faults" role="alert">${faults.map((fault, at) => html`<pre key=${at}>${fault.query
    ? `${fault.query}, line ${fault.line}\n` : ''}${fault.shown}</pre>`)}</div>`;
}
