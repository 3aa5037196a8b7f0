// One person: who they are and what they may; beside it how they come in.
import {
  Button, Card, Confirm, Failure, Icon, PageHead, ROLES, Select, Skeleton, html, segment, toast, useEffect, useLoad, useRef, useState,
} from '/ui/console/ui.js';
import { Field } from './field.js';
import { bodyOf, formOf, wrongs } from './model.js';
import { Password } from './password.js';
import { Tokens } from './tokens.js';

const MAY = {
  viewer: 'Looks.', agent: 'Answers customers: works on cases.',
  supervisor: 'Answers for others’ work: assigns cases, approves what leaves, presses stop, writes rules.',
  administrator: 'Everything, in all units: connections, bundles, scripts, people.',
};
const FIELDS = ['name', 'title', 'role', 'units', 'languages', 'skills', 'password', 'disabled'];

function Form({ api, person, onSaved }) {
  const [form, setForm] = useState(() => formOf(person));
  const [wrong, setWrong] = useState({ fields: {}, rest: '' });
  const [busy, setBusy] = useState(false);
  const element = useRef(null);
  const isNew = !person;
  const set = field => value => setForm(before => ({ ...before, [field]: value }));
  useEffect(() => element.current?.querySelector('.field-wrong input, .field-wrong select')?.focus(), [wrong]);
  useEffect(() => {
    if (isNew) element.current?.querySelector('input')?.focus();
  }, []);

  async function save(event) {
    event.preventDefault();
    setBusy(true);
    setWrong({ fields: {}, rest: '' });
    try {
      const body = bodyOf(form, isNew);
      const told = await (isNew ? api.post('/api/people', body) : api.put(`/api/people/${segment(person.name)}`, body));
      toast(isNew ? `${told.title} is let in.` : `${told.title} is changed.`);
      onSaved(told);
    } catch (error) {
      setWrong(wrongs(error, FIELDS));
    }
    setBusy(false);
  }

  const plain = (field, label, help, more = {}) => html`<${Field} id=${`person-${field}`} label=${label} help=${help} value=${form[field]}
    wrong=${wrong.fields[field]} onInput=${set(field)} ...${more} />`;
  return html`<form class="card form" ref=${element} onSubmit=${save} novalidate aria-label=${isNew ? 'New person' : person.title}>
    <div class="form-body">
      ${isNew && plain('name', 'Name', 'By which they sign in and are in the journal. Lower-case; stays as it is.', { needed: true, placeholder: 'for example anna.i' })}
      ${plain('title', 'Called', 'How colleagues see them; the name if there is nothing better.', { placeholder: 'for example Anna Ivanova' })}
      <${Field} id="person-role" label="Role" needed help=${MAY[form.role]} wrong=${wrong.fields.role}>${about => html`<${Select} label="Role"
        ...${about} value=${form.role} onChange=${set('role')} options=${ROLES} />`}</${Field}>
      ${form.role !== 'administrator' && plain('units', 'Units', 'Which they may see and touch, each with those below it, separated by commas. Empty for all.',
        { placeholder: 'for example acme/emea/care' })}
      ${plain('languages', 'Languages', 'Which they answer in, best first: tags such as de, ru or pt-BR.', { placeholder: 'for example ru, de' })}
      ${plain('skills', 'Skills', 'What else they are good at, as queues ask for it.', { placeholder: 'for example refunds, business' })}
      ${isNew && plain('password', 'Password', 'To begin with; at least 12 characters. Empty: they come in by tokens only.',
        { type: 'password', autocomplete: 'new-password' })}
      ${!isNew && html`<label class="field-check"><input id="person-disabled" type="checkbox" checked=${form.disabled}
        onChange=${event => set('disabled')(event.currentTarget.checked)} /><span class="field-label">May not come in for now</span></label>`}
    </div>
    <footer class="form-foot">
      ${wrong.rest && html`<p class="form-error" role="alert" dir="auto"><${Icon} name="alert" />${wrong.rest}</p>`}
      <div class="actions"><button type="submit" class="button button-primary form-save" disabled=${busy}
        aria-busy=${busy ? 'true' : undefined}><span>${isNew ? 'Let them in' : 'Save'}</span></button>
        <${Button} href="/people">Cancel</${Button}></div>
    </footer></form>`;
}

function Remove({ api, person, onDone }) {
  const [asked, setAsked] = useState(false);
  async function remove() {
    await api.delete(`/api/people/${segment(person.name)}`);
    toast(`${person.title} is taken away.`);
    onDone();
  }
  return html`<${Button} look="danger" icon="trash" class="person-remove" onClick=${() => setAsked(true)}>Remove</${Button}>
    ${asked && html`<${Confirm} title=${`Remove ${person.title}?`} action="Remove" onConfirm=${remove} onClose=${() => setAsked(false)}>
      <p>Their password, tokens and sessions end at once. What they did stays in the journal under the name <code>${person.name}</code>.</p>
    </${Confirm}>`}`;
}

export function Editor({ api, name, navigate }) {
  const { data, error, loading, reload } = useLoad(
    async signal => (name ? api.get(`/api/people/${segment(name)}`, { signal }) : null), [name]);
  const back = { href: '/people', label: 'People' };
  if (name && !data) {
    return html`<${PageHead} title=${name} back=${back} />${error ? html`<div class="card"><${Failure} error=${error} retry=${reload} /></div>`
      : loading && html`<${Skeleton} rows=${8} />`}`;
  }
  if (!name) {
    return html`<${PageHead} title="A new person" back=${back} />
      <div class="people-new"><${Form} api=${api} onSaved=${told => navigate(`/people/${segment(told.name)}`, { replace: true })} /></div>`;
  }
  return html`<${PageHead} title=${data.title} lead=${data.name} back=${back}
      actions=${html`<${Remove} api=${api} person=${data} onDone=${() => navigate('/people')} />`} />
    <div class="people-editor"><${Form} api=${api} person=${data} onSaved=${reload} />
      <div class="stack-large"><${Card} title="Password" icon="key"><${Password} api=${api} person=${data} onChange=${reload} /></${Card}>
        <${Card} title="Tokens" icon="hook"><${Tokens} api=${api} person=${data} onChange=${reload} /></${Card}></div></div>`;
}
