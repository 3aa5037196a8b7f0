// How the file stands, below its text: what serves, what was refused and where, what is not saved.
import { Ago, Button, Icon, html } from '/ui/console/ui.js';
import { MEANINGS, isScript, placeOf } from './model.js';

function Place({ problem, onShow }) {
  const where = placeOf(problem);
  return html`${where && html`<button type="button" class="place mono" onClick=${() => onShow(problem)}>${where}</button>`} <span class="told-why"
    dir="auto">${problem.message}</span>${' '}`;
}

function serving(data) {
  if (!data.version) return 'No version serves.';
  return html`<span class="told-serving">Version <code>${data.version}</code> goes on.</span>`;
}

const dated = data => html`<span class="muted">since <${Ago} time=${data.since} />${data.who && html` by ${data.who}`}</span>`;

function line({ file, data, told, dirty, busy, onShow }) {
  if (busy === 'save') return { look: 'idle', text: 'Saving…' };
  if (told?.kind === 'failed') return { look: 'bad', icon: 'alert', text: html`<strong>${told.message}</strong> ${told.note || 'Nothing was saved.'}` };
  if (told?.kind === 'refused') {
    return { look: 'bad', icon: 'alert', text: html`<strong>Not saved:</strong> <${Place} problem=${told.problem} onShow=${onShow} /> ${isScript(file) && serving(data)}` };
  }
  if (told?.kind === 'wrong') return { look: 'bad', icon: 'alert', text: html`<strong>It could not go live:</strong> <${Place} problem=${told.problem} onShow=${onShow} />` };
  if (told?.kind === 'checked') return { look: 'good', icon: 'check', text: html`Nothing is wrong. Saved, it would be live as <code>${told.version}</code>.` };
  if (data.problem) return { look: 'bad', icon: 'alert', text: html`<${Place} problem=${data.problem} onShow=${onShow} /> ${serving(data)}` };
  if (data.fresh) return { look: 'info', icon: 'info', text: 'It is not saved yet, so nothing of it is live.' };
  if (dirty) return { look: 'info', icon: 'edit', text: html`Not saved yet. ${isScript(file) && serving(data)}` };
  if (data.state === 'quarantined') return { look: 'bad', icon: 'alert', text: html`${MEANINGS.quarantined} ${data.reason}` };
  if (data.version) return { look: 'good', icon: 'check', text: html`Live as <code class="told-version">${data.version}</code> ${dated(data)} ${data.note}` };
  return { look: told?.kind === 'saved' ? 'good' : 'idle', icon: 'check', text: told?.kind === 'saved' ? 'Saved.' : 'As it is saved.' };
}

export function Told(props) {
  const { state, dirty, told } = props;
  const { look, icon, text } = line(props);
  return html`<footer class=${`told told-${look}`}><div class="told-line" role="status" data-told=${told?.kind || (dirty ? 'dirty' : 'none')}>
      ${icon && html`<${Icon} name=${icon} />`}<span>${text}</span></div>
    <div class="told-side">${state}<span class="muted told-keys"><kbd>Ctrl</kbd>-<kbd>S</kbd> saves · <kbd>Esc</kbd>, <kbd>Tab</kbd> leaves</span></div></footer>`;
}

/** The file has become another one meanwhile. */
export function Changed({ gone, onCompare, onTake, onKeep }) {
  if (gone) return html`<p class="form-error changed" role="alert"><${Icon} name="alert" /><span>The file was deleted in the meantime. Saving makes it anew.</span></p>`;
  return html`<div class="form-note changed" role="alert"><${Icon} name="info" /><span>The file was changed elsewhere while you typed. What you typed is
      still here and is not saved.</span><span class="actions"><${Button} small class="act-theirs" onClick=${onCompare}>Compare</${Button}>
      <${Button} small class="act-take" onClick=${onTake}>Take what is saved</${Button}><${Button} small class="act-keep"
        onClick=${onKeep}>Keep mine</${Button}></span></div>`;
}
