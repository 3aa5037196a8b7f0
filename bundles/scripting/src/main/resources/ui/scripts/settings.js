// The settings that a script declares, as a form.
import { Button, Empty, Icon, html, toast, useState } from '/ui/console/ui.js';
import { Setting } from '/ui/connections/field.js';
import { formOf, place, settingsOf } from '/ui/connections/model.js';
import { specOf } from './model.js';

const nothing = { fields: {}, rest: [] };

export function Settings({ data, api, path, onRenew }) {
  const spec = specOf(data.fields);
  const [values, setValues] = useState(() => formOf(spec, data.settings));
  const [wrong, setWrong] = useState(nothing);
  const [busy, setBusy] = useState(false);
  if (data.kind === 'connector') {
    return html`<${Empty} icon="connections" title="Set where it is used" action=${html`<${Button} href=${`/connections/new/${data.name}`}
      icon="plus">Add a connection</${Button}>`}>A connector’s settings belong to each connection that is made of it.</${Empty}>`;
  }
  if (spec.fields.length === 0) {
    return html`<${Empty} icon="edit" title="It declares no settings">A script that has <code>export const config = {limit: 3}</code> gets
      a form here, and its functions get <code>settings.limit</code>.</${Empty}>`;
  }
  async function save(event) {
    event.preventDefault();
    setBusy(true);
    setWrong(nothing);
    try {
      const now = await api.put(path('settings'), settingsOf(spec, values));
      setValues(formOf(spec, now.settings));
      onRenew(now);
      toast(`Live with these settings as ${now.version}.`);
    } catch (error) {
      setWrong(error.errors?.length ? place(error.errors, spec) : placed(error, spec));
    }
    setBusy(false);
  }
  return html`<form class="script-settings" onSubmit=${save} novalidate aria-label="Settings">
    ${spec.fields.map(field => html`<${Setting} key=${field.name} field=${field} value=${values[field.name]} problems=${wrong.fields[field.name]}
      onInput=${value => setValues(before => ({ ...before, [field.name]: value }))} />`)}
    ${wrong.rest.map(problem => html`<p class="form-error" role="alert" dir="auto"><${Icon} name="alert" /><span>${problem.what}
      ${problem.remedy}</span></p>`)}
    <div class="actions"><button type="submit" class="button button-primary act-settings" disabled=${busy}
      aria-busy=${busy ? 'true' : undefined}><span>Save settings</span></button><span class="muted">Live at once, as another version.</span></div></form>`;
}

/** A problem that names a field at its beginning stands at that field. */
function placed(error, spec) {
  const what = error.body?.message || error.message;
  const name = spec.fields.map(field => field.name).find(one => new RegExp(`(^|[^\\w])${one}([^\\w]|$)`).test(what));
  return name ? { fields: { [name]: [{ what, remedy: '' }] }, rest: [] } : { fields: {}, rest: [{ what, remedy: '' }] };
}
