// Pressing stop and resuming: each asks once, and says what it will do.
import { Button, Confirm, Dialog, Icon, html, segment, toast, useLoad, useState } from '/ui/console/ui.js';
import { look } from './stops.js';

const PARTS = [['unit', 'Unit, with those below it'], ['channel', 'Channel'], ['connection', 'Connection'], ['campaign', 'Campaign']];

function Scope({ scope, setScope, api }) {
  const { data } = useLoad(signal => api.get('/api/connections', { signal }), []);
  const known = data?.items || [];
  const choices = { connection: known.map(one => one.id), unit: [...new Set(known.map(one => one.unit).filter(Boolean))] };
  return html`<div class="stop-scope">${PARTS.map(([name, label]) => html`<label class="field" key=${name}>
    <span class="field-label">${label}</span>
    <input type="text" value=${scope[name] || ''} list=${choices[name] ? `stop-${name}` : undefined} autocomplete="off"
      onInput=${event => setScope({ ...scope, [name]: event.currentTarget.value.trim() })} />
    ${choices[name] && html`<datalist id=${`stop-${name}`}>${choices[name].map(one => html`<option value=${one} />`)}</datalist>`}
  </label>`)}</div>`;
}

export function StopDialog({ api, onClose }) {
  const [reason, setReason] = useState('');
  const [some, setSome] = useState(false);
  const [scope, setScope] = useState({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const named = Object.fromEntries(Object.entries(scope).filter(([, value]) => value));
  const nothing = some && Object.keys(named).length === 0;

  async function go(event) {
    event?.preventDefault();
    if (nothing || busy) return;
    setBusy(true);
    setError('');
    try {
      const pressed = await api.post('/api/stops', { ...(some ? named : {}), reason: reason.trim() });
      toast(pressed.told, pressed.settled ? 'good' : 'bad');
      look();
      onClose();
    } catch (problem) {
      setError(problem.message);
      setBusy(false);
    }
  }
  return html`<${Dialog} title="Stop what leaves?" onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Cancel</${Button}>
      <${Button} look="danger" icon="stop" class="stop-confirm" busy=${busy} disabled=${nothing} onClick=${go}>
        ${some ? 'Stop this' : 'Stop everything'}</${Button}>`}>
    <form class="stack" onSubmit=${go}>
      <p>From the moment you confirm, nothing ${some ? 'of this' : ''} leaves to customers, on any path, until it is resumed. What is
        decided meanwhile waits.</p>
      <label class="field"><span class="field-label">Why? Others see it on every page.</span>
        <input type="text" dir="auto" class="stop-reason" autofocus maxlength="500" value=${reason}
          onInput=${event => setReason(event.currentTarget.value)} /></label>
      <label class="field-check"><input type="checkbox" checked=${some} onChange=${event => setSome(event.currentTarget.checked)} />
        <span>Only a part</span></label>
      ${some && html`<${Scope} scope=${scope} setScope=${setScope} api=${api} />`}
      ${error && html`<p class="form-error" role="alert" dir="auto"><${Icon} name="alert" />${error} Nothing was stopped by this.</p>`}
    </form></${Dialog}>`;
}

const some = chosen => ['chosen', `Let ${chosen.length === 1 ? 'the chosen one' : `the ${chosen.length} chosen`} leave`,
  'What you chose in the list leaves now. The rest is held back, to be approved or discarded.'];

const CHOICES = [
  ['none', 'Hold back all that waited', 'Each is approved or discarded one by one, or in bulk, on this page. What is decided from now on leaves.'],
  ['all', 'Let all that waited leave', 'Everything leaves now, as far as other guards allow it.'],
];

/** `chosen`: ids of actions that were chosen in the list. */
export function ResumeDialog({ api, stop, chosen, onDone, onClose }) {
  const [approve, setApprove] = useState(chosen.length > 0 ? 'chosen' : 'none');
  const choices = chosen.length > 0 ? [some(chosen), ...CHOICES] : CHOICES;
  async function go() {
    await api.post(`/api/stops/${segment(stop.id)}/resume`, { approve: approve === 'chosen' ? chosen : approve });
    toast(`Resumed: ${stop.words}.`);
    await look();
    onDone();
  }
  return html`<${Confirm} title="Resume what was stopped?" look="primary" action="Resume" onConfirm=${go} onClose=${onClose}>
    <p dir="auto">${stop.who} stopped ${stop.words}${stop.reason && html`: “${stop.reason}”`}.</p>
    <fieldset class="stop-choices"><legend class="field-label">And what waited?</legend>
      ${choices.map(([value, label, help]) => html`<label key=${value} class="stop-choice">
        <input type="radio" name="approve" value=${value} checked=${approve === value} onChange=${() => setApprove(value)} />
        <span><strong>${label}</strong><span class="field-help">${help}</span></span></label>`)}
    </fieldset></${Confirm}>`;
}
