// What a change of a connection would come to, asked before it is made.
import { Confirm, Problems, html } from '/ui/console/ui.js';
import { shownDifference } from './model.js';

export function Review({ id, preview, onConfirm, onClose }) {
  const differences = preview.differences.map(shownDifference);
  return html`<${Confirm} title=${`Change ${id}?`} action="Change it" look="primary" onConfirm=${onConfirm} onClose=${onClose}>
    <p>Only this connection is swapped; what is pushed at it meanwhile waits for it.</p>
    <div class="table-wrap"><table class="differences"><thead><tr><th>Setting</th><th>Now</th><th>Then</th></tr></thead>
      <tbody>${differences.map(({ setting, before, after }) => html`<tr key=${setting} data-difference=${setting}>
        <th scope="row"><code>${setting}</code></th>
        <td dir="auto">${before ? html`<del>${before}</del>` : html`<span class="muted">not set</span>`}</td>
        <td dir="auto">${after ? html`<ins>${after}</ins>` : html`<span class="muted">not set</span>`}</td></tr>`)}</tbody></table></div>
    <${Problems} problems=${preview.problems} /></${Confirm}>`;
}
