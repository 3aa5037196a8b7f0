// Tokens for programs: made here, shown once, taken away here.
import { Ago, Button, Confirm, CopyButton, IconButton, html, segment, toast, useState } from '/ui/console/ui.js';
import { Field } from './field.js';

function Made({ made, onDone }) {
  return html`<div class="token-made" role="status"><p><strong>Copy it now: it is not shown again.</strong></p>
    <div class="token-secret"><code class="token-text">${made.token}</code><${CopyButton} text=${made.token} label="Copy the token" /></div>
    <div class="actions"><${Button} small class="token-done" onClick=${onDone}>I have it</${Button}></div></div>`;
}

function Remove({ api, person, token, onChange, onClose }) {
  async function remove() {
    await api.delete(`/api/people/${segment(person.name)}/tokens/${segment(token.id)}`);
    toast(`The token “${token.label}” counts no longer.`);
    onChange();
  }
  return html`<${Confirm} title=${`Remove the token “${token.label}”?`} action="Remove" onConfirm=${remove} onClose=${onClose}>
    <p>Whatever uses it is refused at once.</p></${Confirm}>`;
}

export function Tokens({ api, person, onChange }) {
  const [label, setLabel] = useState('');
  const [wrong, setWrong] = useState('');
  const [made, setMade] = useState(null);
  const [asked, setAsked] = useState(null);
  async function make(event) {
    event.preventDefault();
    setWrong('');
    try {
      setMade(await api.post(`/api/people/${segment(person.name)}/tokens`, { label }));
      setLabel('');
      onChange();
    } catch (error) {
      setWrong(error.message);
    }
  }
  return html`<div class="card-body stack">
    <p class="muted">For programs that act as ${person.title}, with the same role and units.</p>
    ${made && html`<${Made} made=${made} onDone=${() => setMade(null)} />`}
    <ul class="tokens">${person.tokens.map(token => html`<li key=${token.id} data-token=${token.label}><span class="clip" dir="auto">${token.label}</span>
      <span class="muted nowrap"><${Ago} time=${token.createdAt} /></span>
      <${IconButton} icon="trash" label=${`Remove the token ${token.label}`} class="token-remove" onClick=${() => setAsked(token)} /></li>`)}</ul>
    <form class="stack" onSubmit=${make} novalidate aria-label="New token">
      <${Field} id="token-label" label="A new token for" value=${label} wrong=${wrong} onInput=${setLabel} placeholder="for example nightly report" />
      <div class="actions"><button type="submit" class="button button-plain token-make" disabled=${label.trim() === ''}><span>Make a token</span></button></div>
    </form>
    ${asked && html`<${Remove} api=${api} person=${person} token=${asked} onChange=${onChange} onClose=${() => setAsked(null)} />`}
  </div>`;
}
