// Who is signed in: at the foot of the navigation, and in a dialog with their own password.
import { html, useState } from '../lib/html.js';
import { segment } from '../lib/api.js';
import { useStore } from '../lib/store.js';
import { Avatar, Button } from '../components/basic.js';
import { Icon } from '../components/icon.js';
import { Dialog, toast } from '../components/overlay.js';
import { me, session, signOut } from './session.js';

const BY = { admin: 'the administrator’s token', token: 'a token', session: 'name and password' };

function Facts({ person }) {
  const all = [
    ['Name', person.name], ['Role', person.role], ['Units', person.units.join(', ') || 'all'], ['Languages', person.languages.join(', ')],
    ['Skills', person.skills.join(', ')], ['Signed in by', BY[person.by] || person.by],
  ];
  return html`<dl class="account-facts">${all.filter(([, value]) => value).map(([name, value]) => html`<div key=${name}>
    <dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl>`;
}

function Line({ id, label, value, onInput, autocomplete }) {
  return html`<div class="field"><label class="field-label" for=${id}>${label}</label>
    <input id=${id} type="password" value=${value} autocomplete=${autocomplete} aria-describedby="account-error"
      onInput=${event => onInput(event.currentTarget.value)} /></div>`;
}

function Password({ person, onDone }) {
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  async function change(event) {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      await session.get().api.put(`/api/people/${segment(person.name)}/password`, { old, password });
      toast('Your password is changed. Your other sessions have ended.');
      onDone();
    } catch (problem) {
      setError(problem.message);
      setBusy(false);
    }
  }
  return html`<form class="stack account-password" onSubmit=${change} aria-label="Change your password">
    <h3>Change your password</h3>
    <input type="text" class="hidden" autocomplete="username" value=${person.name} readonly tabindex="-1" aria-hidden="true" />
    <${Line} id="account-old" label="Password until now" value=${old} onInput=${setOld} autocomplete="current-password" />
    <${Line} id="account-new" label="New password" value=${password} onInput=${setPassword} autocomplete="new-password" />
    <p class="field-help">At least 12 characters; a few words are easy to remember.</p>
    <p id="account-error" class="field-error" role="alert">${error && html`<${Icon} name="alert" size=${14} />${error}`}</p>
    <div class="actions"><button type="submit" class="button button-primary account-save" aria-busy=${busy ? 'true' : undefined}
      disabled=${busy || old === '' || password === ''}><span>Change it</span></button></div>
  </form>`;
}

function Account({ person, onClose }) {
  return html`<${Dialog} title=${person.title} onClose=${onClose} footer=${html`
      <${Button} icon="leave" class="account-leave" onClick=${signOut}>Sign out</${Button}>`}>
    <div class="stack"><${Facts} person=${person} />
      ${person.by === 'session' && html`<${Password} person=${person} onDone=${onClose} />`}</div>
  </${Dialog}>`;
}

/** A button that says who is signed in. */
export function Who() {
  const person = useStore(me);
  const [open, setOpen] = useState(false);
  if (!person) return null;
  return html`<button type="button" class="who" aria-haspopup="dialog" title=${`${person.title}, ${person.role}`} onClick=${() => setOpen(true)}>
      <${Avatar} name=${person.title} id=${person.name} />
      <span class="who-text"><span class="who-name clip" dir="auto">${person.title}</span><span class="who-role">${person.role}</span></span></button>
    ${open && html`<${Account} person=${person} onClose=${() => setOpen(false)} />`}`;
}
