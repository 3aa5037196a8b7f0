// The versions that are kept, to compare with and to go back to.
import { Ago, Button, Confirm, Empty, Pill, html, toast, useState } from '/ui/console/ui.js';
import { Comparison } from './asked.js';
import { dropDraft } from './drafts.js';

function Line({ one, live, onCompare, onBack }) {
  return html`<li class="version" data-version=${one.version}><div class="version-text"><code>${one.version}</code>
      ${live && html` <${Pill} tone="good" dot>Live</${Pill}>`}<span class="muted"><${Ago} time=${one.since} />${one.who && html` by ${one.who}`}</span></div>
    <div class="actions"><${Button} small icon="fork" class="act-version-compare" aria-label=${`Compare ${one.version} with the editor`}
        onClick=${onCompare}>Compare</${Button}>
      ${!live && html`<${Button} small icon="back" class="act-version-back" aria-label=${`Go back to ${one.version}`} onClick=${onBack}>Go back</${Button}>`}</div></li>`;
}

export function Versions({ file, data, text, dirty, api, path, onRenew, onTold }) {
  const [asked, setAsked] = useState(null);
  const versions = data.versions || [];
  if (versions.length === 0) {
    return html`<${Empty} icon="clock" title="No versions yet">Each version that was live is kept here, to compare with and to go back to.</${Empty}>`;
  }
  async function rollback(one) {
    const now = await api.post(path('rollback', { version: one.version }));
    dropDraft(file);
    onRenew(now, now.text);
    onTold(null);
    toast(`${one.version} is live again.`);
  }
  const close = () => setAsked(null);
  return html`<ul class="versions">${versions.map((one, at) => html`<${Line} key=${`${one.version} ${at}`} one=${one} live=${one.version === data.version}
      onCompare=${() => setAsked({ what: 'compare', one })} onBack=${() => setAsked({ what: 'back', one })} />`)}</ul>
    ${asked?.what === 'compare' && html`<${Comparison} file=${file} before=${{ label: `Version ${asked.one.version}`, text: asked.one.text }}
      after=${{ label: 'In the editor', text }} onClose=${close} footer=${html`<${Button} onClick=${close}>Close</${Button}>
        ${asked.one.version !== data.version && html`<${Button} look="primary" icon="back"
          onClick=${() => setAsked({ what: 'back', one: asked.one })}>Go back to it</${Button}>`}`} />`}
    ${asked?.what === 'back' && html`<${Confirm} title=${`Go back to ${asked.one.version}?`} action="Go back" look="primary"
      onConfirm=${() => rollback(asked.one)} onClose=${close}><p>It becomes the file’s text and is live at once.</p>
      ${dirty && html`<p>What you typed and did not save is discarded.</p>`}</${Confirm}>`}`;
}
