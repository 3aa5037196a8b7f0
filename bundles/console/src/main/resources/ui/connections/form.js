// The form of a connection.
import { Button, Icon, html, segment, toast, useEffect, useRef, useState } from '/ui/console/ui.js';
import { Notes, Setting } from './field.js';
import { errorsOf, formOf, idProblem, place, settingsOf } from './model.js';
import { Review } from './review.js';

/** Settings that every connection has; the server knows them without a spec. */
const COMMON = [
  { name: 'unit', type: 'text', label: 'Unit', description: 'The part of the organisation its signals belong to, as a path.', example: 'acme/emea/care' },
  { name: 'rate', type: 'number', label: 'Most signals per second', description: 'What comes faster has to wait outside.', example: '500' },
];
const nothing = { fields: {}, rest: [] };

function NameField({ value, problems, onInput }) {
  return html`<div class=${`field ${problems?.length ? 'field-wrong' : ''}`} data-setting="id">
    <label class="field-label" for="setting-id">Name <span class="needed" title="Required">*<span
      class="hidden"> required</span></span></label>
    <input id="setting-id" type="text" class="mono" value=${value} placeholder="for example mail-support" spellcheck=${false}
      autocapitalize="off" autocomplete="off"
      aria-describedby="setting-id-help setting-id-error" aria-invalid=${problems?.length ? 'true' : undefined}
        onInput=${event => onInput(event.currentTarget.value)} />
    <p id="setting-id-help" class="field-help">Stays as it is: signals and links refer to it.</p><${Notes} id="setting-id-error"
      problems=${problems} /></div>`;
}

export function Form({ api, spec, connection, taken, onSaved }) {
  const settings = connection?.settings || {};
  const [id, setId] = useState(connection?.id || '');
  const [values, setValues] = useState(() => formOf(spec, settings));
  const [common, setCommon] = useState({ unit: connection?.unit || '', rate: settings.rate || '' });
  const [wrong, setWrong] = useState(nothing);
  const [busy, setBusy] = useState(false);
  const [preview, setPreview] = useState(null);
  const form = useRef(null);
  const known = new Set(spec.fields.map(field => field.name));

  useEffect(() => {
    form.current?.querySelector('.field-wrong input, .field-wrong select, .field-wrong textarea')?.focus();
  }, [wrong]);

  async function save(event) {
    event.preventDefault();
    const bad = idProblem(id) || (!connection && taken.includes(id) ? 'There is a connection of this name already.' : '');
    if (bad) return setWrong({ fields: { id: [{ what: bad, remedy: '' }] }, rest: [] });
    setBusy(true);
    setWrong(nothing);
    try {
      if (connection) await review();
      else await put();
    } catch (error) {
      refused(error);
    }
    setBusy(false);
    return undefined;
  }

  /** Shows what would change; nothing is stored yet. */
  async function review() {
    const told = await api.post(`/api/connections/${segment(id)}/preview`, bodyOf());
    const errors = errorsOf(told);
    if (errors.length > 0) setWrong(place(errors, spec));
    else if (told.differences.length === 0) toast('Nothing is different from what is stored.', 'info');
    else setPreview(told);
  }

  async function put() {
    await api.put(`/api/connections/${segment(id)}`, bodyOf());
    toast(connection ? `${id} is changed.` : `${id} is made and starts now.`);
    onSaved();
  }

  function refused(error) {
    setWrong(error.errors?.length ? place(error.errors, spec) : { fields: {}, rest: [{ what: error.message, remedy: '' }] });
  }

  function bodyOf() {
    const body = { connector: spec.name, ...settingsOf(spec, values) };
    for (const [name, value] of Object.entries(common)) if (value.trim() !== '') body[name] = value.trim();
    if (settings.paused) body.paused = settings.paused;
    return body;
  }

  const set = (name, value) => setValues(before => ({ ...before, [name]: value }));
  const count = Object.keys(wrong.fields).length;
  return html`<form class="card form" ref=${form} onSubmit=${save} novalidate aria-label=${spec.title}>
    <div class="form-body">
      ${!connection && html`<${NameField} value=${id} problems=${wrong.fields.id} onInput=${setId} />`}
      ${spec.fields.map(field => html`<${Setting} key=${field.name} field=${field} value=${values[field.name]}
        problems=${wrong.fields[field.name]} onInput=${value => set(field.name, value)} />`)}
      <details class="form-more"
        open=${Boolean(common.unit || common.rate || wrong.fields.unit || wrong.fields.rate)}><summary>Unit and rate</summary>
        <div class="form-body form-inner">${COMMON.filter(field => !known.has(field.name)).map(field => html`<${Setting}
          key=${field.name} field=${field} value=${common[field.name]}
          problems=${wrong.fields[field.name]}
            onInput=${value => setCommon(before => ({ ...before, [field.name]: value }))} />`)}</div></details>
    </div>
    <footer class="form-foot">
      ${wrong.rest.map(problem => html`<p class="form-error" role="alert" dir="auto"><${Icon}
        name="alert" /><span>${problem.what} ${problem.remedy}</span></p>`)}
      ${count > 0 && html`<p class="form-error" role="alert"><${Icon}
        name="alert" />Not stored: ${count === 1 ? 'one setting is' : `${count} settings are`} not right yet.</p>`}
      <div class="actions"><button type="submit" class="button button-primary form-save" disabled=${busy}
        aria-busy=${busy ? 'true' : undefined}><span>${connection ? 'Save' : 'Make the connection'}</span></button>
        <${Button} href="/connections">Cancel</${Button}></div>
    </footer>
    ${preview && html`<${Review} id=${id} preview=${preview} onConfirm=${() => put().catch(refused)}
      onClose=${() => setPreview(null)} />`}
  </form>`;
}
