// What is asked or shown over the page of one file.
import { Button, Confirm, Dialog, html } from '/ui/console/ui.js';
import { Compare } from './compare.js';
import { isScript } from './model.js';

export function Asked({ asked, file, data, text, onConfirm, onClose }) {
  switch (asked) {
    case 'compare':
      return html`<${Comparison} file=${file} before=${data.version
        ? { label: `Live: ${data.version}`, text: data.liveText } : { label: 'Saved', text: data.text }}
        after=${{ label: 'In the editor', text }} onClose=${onClose} />`;
    case 'theirs':
      return html`<${Comparison} file=${file} before=${{ label: 'Saved now', text: data.text }} after=${{ label: 'In the editor', text }} onClose=${onClose} />`;
    case 'overwrite':
      return html`<${Confirm} title="Save over the other change?" action="Save mine" onConfirm=${onConfirm} onClose=${onClose}>
        <p>${file} was changed elsewhere since you began. Saving replaces that change by what you typed.</p></${Confirm}>`;
    case 'discard':
      return html`<${Confirm} title="Discard what you typed?" action="Discard" onConfirm=${onConfirm} onClose=${onClose}>
        <p>The editor shows what is saved again. Undo brings back what you typed while you stay on this page.</p></${Confirm}>`;
    case 'release':
      return html`<${Confirm} title=${`Release ${file}?`} action="Release" look="primary" onConfirm=${onConfirm} onClose=${onClose}>
        <p>It runs again at once. If it still fails or hangs, it is put aside again.</p>${data.reason && html`<p class="muted"
          dir="auto">${data.reason}</p>`}</${Confirm}>`;
    default:
      return html`<${Confirm} title=${`Delete ${file}?`} action="Delete" onConfirm=${onConfirm} onClose=${onClose}>
        <p>${isScript(file) && !data.fresh ? 'It stops serving and its file is gone. What it decided stays in the journal.' : 'The file is gone then.'}</p></${Confirm}>`;
  }
}

/** Two texts in a dialog. */
export function Comparison({ file, before, after, footer, onClose }) {
  return html`<${Dialog} title=${`Compare ${file}`} wide onClose=${onClose} footer=${footer || html`<${Button} onClick=${onClose}>Close</${Button}>`}>
    <${Compare} file=${file} before=${before} after=${after} /></${Dialog}>`;
}
