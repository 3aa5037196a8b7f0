// What is done: steps in their order.
import { Button, IconButton, Select, html } from '/ui/console/ui.js';
import { Area, Check, Field, Part, Typed } from './fields.js';
import { STEPS, beginStep, having, node } from './model.js';

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const PRIORITIES = [{ value: '1', label: '1 urgent' }, { value: '2', label: '2 high' }, { value: '3', label: '3 normal' }, { value: '4', label: '4 low' }];

function Priority({ value, onChange, all }) {
  return html`<${Field} label="Priority"><${Select} label="Priority" all=${all} value=${value === undefined ? '' : String(value)}
    onChange=${text => onChange(text === '' ? '' : Number(text))} options=${PRIORITIES} /></${Field}>`;
}

/** One text, or one for each language. */
function Texts({ value, onChange, help }) {
  const { text } = value;
  if (!isObject(text)) {
    return html`<${Area} label="Text" value=${text} onChange=${typed => onChange({ ...value, text: typed })} help=${help} />
      <${Button} small look="quiet" icon="globe" onClick=${() => onChange({ ...value, text: { en: text || '' } })}>One text for each language</${Button}>`;
  }
  const tags = Object.keys(text);
  return html`<div class="field-wide texts">${tags.map((tag, at) => html`<div key=${at} class="text-of">
      <${Typed} label=${at === 0 ? 'Language, and for all others' : 'Language'} value=${tag} placeholder="ru"
        onChange=${name => onChange({ ...value, text: Object.fromEntries(tags.map(one => [one === tag ? name : one, text[one]])) })} />
      <${Area} label=${`Text in ${tag || 'it'}`} rows=${3} value=${text[tag]} onChange=${typed => onChange({ ...value, text: { ...text, [tag]: typed } })} />
      ${tags.length > 1 && html`<${IconButton} icon="trash" label=${`Take out the text in ${tag}`}
        onClick=${() => onChange({ ...value, text: Object.fromEntries(tags.filter(one => one !== tag).map(one => [one, text[one]])) })} />`}</div>`)}
    <div class="row"><${Button} small icon="plus" disabled=${'' in text} onClick=${() => onChange({ ...value, text: { ...text, '': '' } })}>Language</${Button}>
      <span class="field-help">${help}</span></div></div>`;
}

const VARIABLES = 'Variables: {{profile.name|customer}}, {{signal.text}}, {{signal.id}}, {{attribute.NAME}}, {{topic}}, {{count}}';

function Reply({ value, onChange, choices }) {
  const of = isObject(value) ? value : { text: value };
  return html`<${Texts} value=${of} onChange=${onChange} help=${VARIABLES} />
    <${Part} label="Subject" of=${of} name="subject" onChange=${onChange} placeholder="as before" />
    <${Part} label="Connection" of=${of} name="connection" onChange=${onChange} options=${choices.connection} placeholder="the signal’s own" />
    <${Check} label="Only acknowledges: it is no answer yet" checked=${of.acknowledges === true} onChange=${yes => onChange(having(of, 'acknowledges', yes ? true : ''))} />`;
}

function Ask({ value, onChange, choices }) {
  return html`<${Part} label="Survey" of=${value} name="survey" onChange=${onChange} placeholder="nps" />
    <${Part} label="Link" of=${value} name="link" onChange=${onChange} placeholder="https://survey.example/{{signal.id}}" wide />
    <${Texts} value=${value} onChange=${onChange} help="Must say {{link}}." />
    <${Part} label="Connection" of=${value} name="connection" onChange=${onChange} options=${choices.connection} placeholder="the signal’s own" />`;
}

function Call({ value, onChange, choices }) {
  const written = Object.entries(value.attributes || {}).map(([name, text]) => `${name}: ${text}`).join('\n');
  const read = text => Object.fromEntries(text.split('\n').map(line => line.split(/:(.*)/s)).filter(([name, rest]) => name.trim() && rest !== undefined)
    .map(([name, rest]) => [name.trim(), rest.trim()]));
  return html`<${Part} label="Connection" of=${value} name="connection" onChange=${onChange} options=${choices.connection} placeholder="erp" />
    <${Part} label="What it is to do" of=${value} name="type" onChange=${onChange} placeholder="create-ticket" />
    <${Field} label="Attributes" help="One on each line, as NAME: text" wide><textarea rows="3" dir="auto" defaultValue=${written}
      onInput=${event => onChange(having(value, 'attributes', event.currentTarget.value.trim() ? read(event.currentTarget.value) : ''))}></textarea></${Field}>`;
}

function Body({ field, value, onChange, choices }) {
  switch (field) {
    case 'open': {
      const of = isObject(value) ? value : {};
      return html`<${Part} label="Queue" of=${of} name="queue" onChange=${onChange} options=${choices.queue} placeholder="found by care" />
        <${Priority} value=${of.priority} all="found by care" onChange=${level => onChange(having(of, 'priority', level))} />
        <${Part} label="Tag" of=${of} name="tag" onChange=${onChange} />`;
    }
    case 'route': return isObject(value) ? html`<${Part} label="Queue" of=${value} name="queue" onChange=${onChange} options=${choices.queue} />`
      : html`<${Typed} label="Queue" value=${value} onChange=${onChange} options=${choices.queue} placeholder="parcels" />`;
    case 'tag': return html`<${Typed} label="Tag" value=${value} onChange=${onChange} />`;
    case 'close': return html`<${Typed} label="Reason" value=${value} onChange=${onChange} placeholder="a newsletter" wide />`;
    case 'priority': return html`<${Priority} value=${isObject(value) ? value.priority : value} onChange=${level => onChange(isObject(value) ? { ...value, priority: level } : level)} />`;
    case 'thank': return html`<p class="muted">The case counts as praise that was thanked for.</p>`;
    case 'reply': return html`<${Reply} value=${value} onChange=${onChange} choices=${choices} />`;
    case 'ask': return html`<${Ask} value=${value} onChange=${onChange} choices=${choices} />`;
    case 'wake': return html`<${Part} label="After" of=${value} name="after" onChange=${onChange} placeholder="2d" />
      <div class="field-wide"><${Steps} steps=${value.then || []} label="What is done later" choices=${choices} onChange=${then => onChange({ ...value, then })} /></div>`;
    case 'call': return html`<${Call} value=${value} onChange=${onChange} choices=${choices} />`;
    case 'notify': return html`<${Part} label="To" of=${value} name="to" onChange=${onChange} options=${(choices.queue || []).map(queue => `queue:${queue}`)} placeholder="queue:parcels" />
      <${Part} label="Title" of=${value} name="title" onChange=${onChange} wide /><${Part} label="Text" of=${value} name="text" onChange=${onChange} wide />`;
    default: return html`<code class="raw">${JSON.stringify(value)}</code>`;
  }
}

const CASES_ONLY = ['reply', 'ask'];

/** What is done, in its order. */
export function Steps({ steps, onChange, choices, label, on = 'signal' }) {
  const change = (one, value) => onChange(steps.map(other => (other === one ? { ...one, value } : other)));
  return html`<div class="parts" role="group" aria-label=${label}>
    ${steps.map((one, at) => html`<div key=${one.key} class="part" data-step=${one.field}>
      <span class="part-word">${at === 0 ? 'then' : 'and'}</span>
      <div class="part-body"><span class="part-name">${STEPS[one.field] || one.field}</span>
        <${Body} field=${one.field} value=${one.value} choices=${choices} onChange=${value => change(one, value)} /></div>
      <${IconButton} icon="trash" label=${`Take out: ${STEPS[one.field] || one.field}`} onClick=${() => onChange(steps.filter(other => other !== one))} /></div>`)}
    <div class="part-add"><${Select} label=${`Add to ${label}`} value="" all="Add what is to be done…"
      onChange=${field => field && onChange([...steps, node(field, beginStep(field))])}
      options=${Object.keys(STEPS).filter(name => on === 'signal' || !CASES_ONLY.includes(name)).map(name => ({ value: name, label: STEPS[name] }))} /></div>
  </div>`;
}
