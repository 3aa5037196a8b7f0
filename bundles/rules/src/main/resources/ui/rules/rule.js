// One rule: the form, what it says in words as it is edited, how it is written, and what it would have decided.
import {
  Button, Card, Confirm, Failure, Icon, PageHead, Select, Skeleton, guardPlace, html, segment, toast, useEffect, useLoad, useMemo, useState,
} from '/ui/console/ui.js';
import { Check, Field, Typed } from './fields.js';
import { EVENTS, PERS, fromForm, having, toForm } from './model.js';
import { DryRun } from './run.js';
import { Steps } from './then.js';
import { Conditions } from './when.js';

const PATIENCE = 250;
const NEW = { name: '', then: [] };

/** What the server says of a rule, a moment after it was changed last. */
function useSaid(api, rule) {
  const [said, setSaid] = useState({ faults: [], rules: [], yaml: '', ok: false });
  const text = JSON.stringify(rule);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => api.post('/api/rules/validate', { rule }).then(told => !gone && setSaid(told), () => {}), PATIENCE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text]);
  return said;
}

export function Faults({ faults, lines = true }) {
  return html`<ul class="faults" aria-live="polite">${faults.map((fault, at) => html`<li key=${at}><${Icon} name="alert" size=${14} /><span dir="auto">
    ${lines && html`<code>${fault.line}:${fault.column}</code> `}${fault.where && html`<strong>${fault.where}</strong> `}${fault.message}</span></li>`)}</ul>`;
}

function Repeats({ form, set }) {
  const kind = form.count ? 'count' : form.silence ? 'silence' : 'once';
  const start = { once: {}, count: { count: { times: 3, within: '7d', per: 'profile' } }, silence: { silence: '4h' } };
  return html`<div class="repeats"><${Field} label="When does it act?"><${Select} label="When does it act?" value=${kind}
      onChange=${to => set({ ...form, count: undefined, silence: undefined, ...start[to] })}
      options=${[{ value: 'once', label: 'Each time, at once' }, { value: 'count', label: 'The nth time within a window' }, { value: 'silence', label: 'If nobody answers for a while' }]} /></${Field}>
    ${kind === 'count' && html`<${Field} label="Times"><input type="number" min="2" max="1000" value=${form.count.times}
        onInput=${event => set({ ...form, count: { ...form.count, times: Number(event.currentTarget.value) } })} /></${Field}>
      <${Typed} label="Within" value=${form.count.within} placeholder="7d" onChange=${within => set({ ...form, count: { ...form.count, within } })} />
      <${Field} label="Counted"><${Select} label="Counted" value=${form.count.per || 'profile'} onChange=${per => set({ ...form, count: { ...form.count, per } })}
        options=${Object.entries(PERS).map(([value, label]) => ({ value, label }))} /></${Field}>
      <${Check} label="And each time after that" checked=${form.count.orMore === true}
        onChange=${yes => set({ ...form, count: having(form.count, 'orMore', yes ? true : '') })} />`}
    ${kind === 'silence' && html`<${Typed} label="For" value=${form.silence.for || form.silence} placeholder="4h" onChange=${silence => set({ ...form, silence })} />`}</div>`;
}

function Form({ form, set, choices }) {
  const on = form.on || 'signal';
  return html`<${Card} title="What it is" icon="edit"><div class="card-body form-grid">
      <${Typed} label="Name" value=${form.name} placeholder="late-parcel" onChange=${name => set({ ...form, name })} />
      <${Typed} label="What it is for" value=${form.about} onChange=${about => set({ ...form, about })} wide />
      <${Check} label="Switched on" checked=${form.enabled !== false} onChange=${yes => set({ ...form, enabled: yes ? undefined : false })} />
      <${Check} label="Ask no later rule when this one holds" checked=${form.last === true} onChange=${yes => set({ ...form, last: yes || undefined })} />
    </div></${Card}>
    <${Card} title="When" icon="ear"><div class="card-body stack">
      <div class="form-grid"><${Field} label="It is asked when"><${Select} label="It is asked when" value=${on} onChange=${to => set({ ...form, on: to === 'signal' ? undefined : to, when: [] })}
        options=${Object.entries(EVENTS).map(([value, label]) => ({ value, label }))} /></${Field}></div>
      <${Conditions} nodes=${form.when} on=${on} choices=${choices} label="the rule" onChange=${when => set({ ...form, when })} />
      ${on === 'signal' && html`<${Repeats} form=${form} set=${set} />`}</div></${Card}>
    <${Card} title="Then" icon="send"><div class="card-body">
      <${Steps} steps=${form.then} on=${on} choices=${choices} label="what is done" onChange=${then => set({ ...form, then })} /></div></${Card}>`;
}

function Editor({ api, navigate, file, name, begun, version, choices }) {
  const [form, set] = useState(() => toForm(begun));
  const [place, setPlace] = useState(file || 'care');
  const [faults, setFaults] = useState([]);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const rule = useMemo(() => fromForm(form), [form]);
  const said = useSaid(api, rule);
  const changed = JSON.stringify(rule) !== JSON.stringify(fromForm(toForm(begun)));
  const told = said.rules[0]?.words;
  useEffect(() => (changed && !busy ? guardPlace((go, to) => !window.confirm('Leave without saving the rule?')) : undefined), [changed, busy]);

  async function save() {
    setBusy(true);
    setFaults([]);
    try {
      const match = version ? `?match=${segment(version)}` : '';
      await api.put(`/api/rules/files/${segment(place)}/rules/${segment(name || rule.name)}${match}`, rule);
      toast(`${rule.name} is live`);
      setTimeout(() => navigate('/rules'), 0);
    } catch (failure) {
      setFaults(failure.body?.faults || [{ line: 0, message: failure.message }]);
      setBusy(false);
    }
  }
  async function remove() {
    await api.delete(`/api/rules/files/${segment(place)}/rules/${segment(name)}`);
    setBusy(true);
    toast(`${name} is deleted`);
    setTimeout(() => navigate('/rules'), 0);
  }
  return html`<${PageHead} title=${name || 'New rule'} back=${{ href: '/rules', label: 'Rules' }} lead=${name ? `In rules/${file}` : 'It is live as soon as it is saved.'}
      actions=${html`${name && html`<${Button} look="danger" icon="trash" onClick=${() => setAsking(true)}>Delete</${Button}>`}
        <${Button} look="primary" icon="check" class="act-save" busy=${busy} disabled=${!said.ok || !changed} onClick=${save}>Save</${Button}>`} />
    ${asking && html`<${Confirm} title=${`Delete ${name}?`} action="Delete" onConfirm=${remove} onClose=${() => setAsking(false)}>
      <p>What it has decided stays decided. Older versions of the file are kept.</p></${Confirm}>`}
    ${faults.length > 0 && html`<div role="alert"><${Faults} faults=${faults} lines=${false} /></div>`}
    <div class="rule-columns"><div class="stack-large">
        ${!name && html`<${Card} title="Where" icon="file"><div class="card-body form-grid"><${Typed} label="File" value=${place} onChange=${setPlace}
          help="A file in the folder rules; made if there is none" /></div></${Card}>`}
        <${Form} form=${form} set=${set} choices=${choices} /></div>
      <div class="stack-large rule-side">
        <${Card} title="In words" icon="bulb"><div class="card-body"><p class="told" aria-live="polite" data-told>${told || html`<span class="muted">As soon as nothing is missing.</span>`}</p>
          ${said.faults.length > 0 && html`<${Faults} faults=${said.faults} lines=${false} />`}</div></${Card}>
        <${Card} title="As it is written" icon="file"><pre class="yaml" tabindex="0" aria-label="The rule as YAML">${said.yaml}</pre></${Card}>
        <${Card} title="Dry run" icon="play"><div class="card-body stack"><${DryRun} api=${api} disabled=${!said.ok} asked=${() => ({ file: place, rule, switchOn: false })} /></div></${Card}>
      </div></div>`;
}

export function Rule({ api, navigate, file, name, choices }) {
  const { data, error, loading, reload } = useLoad(signal => (name ? api.get(`/api/rules/files/${segment(file)}`, { signal }) : Promise.resolve({ rules: [] })), [file, name]);
  if (loading && !data) return html`<${Skeleton} rows=${10} />`;
  if (error && !data) return html`<${Failure} error=${error} retry=${reload} />`;
  const found = data.rules.find(one => one.name === name);
  if (name && !found) return html`<${PageHead} title=${name} back=${{ href: '/rules', label: 'Rules' }} lead="There is no such rule that is live." />`;
  return html`<${Editor} key=${`${file}/${name}`} api=${api} navigate=${navigate} file=${file} name=${name} begun=${found?.written || NEW} version=${data.version} choices=${choices} />`;
}
