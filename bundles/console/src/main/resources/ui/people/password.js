// Gives somebody a password.
import { html, me, segment, toast, useState, useStore } from '/ui/console/ui.js';
import { Field } from './field.js';
import { wrongs } from './model.js';

export function Password({ api, person, onChange }) {
  const own = useStore(me)?.name === person.name;
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState({ fields: {}, rest: '' });
  async function change(event) {
    event.preventDefault();
    setWrong({ fields: {}, rest: '' });
    try {
      await api.put(`/api/people/${segment(person.name)}/password`, own ? { password, old } : { password });
      toast(`${person.title} has a new password; their other sessions have ended.`);
      setPassword('');
      setOld('');
      onChange();
    } catch (error) {
      setWrong(wrongs(error, ['password', 'old']));
    }
  }
  return html`<form class="card-body stack" onSubmit=${change} novalidate aria-label="Password">
    <p class="muted">${person.hasPassword ? 'Has a password. It cannot be shown, only replaced.' : 'Has no password yet and cannot sign in by name.'}</p>
    ${own && html`<${Field} id="password-old" label="Password until now" type="password" autocomplete="current-password" value=${old}
      wrong=${wrong.fields.old} onInput=${setOld} />`}
    <${Field} id="password-new" label="New password" help="At least 12 characters. Tell it them in person." type="password"
      autocomplete="new-password" value=${password} wrong=${wrong.fields.password || wrong.rest} onInput=${setPassword} />
    <div class="actions"><button type="submit" class="button button-plain password-save" disabled=${password === ''}><span>Set the password</span></button></div>
  </form>`;
}
