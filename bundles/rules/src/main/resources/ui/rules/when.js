// What must hold: conditions, and groups of them.
import { Button, IconButton, Select, html } from '/ui/console/ui.js';
import { CompareField, Field, Part, Typed, WordsField } from './fields.js';
import { CONDITIONS, begin, conditionsOn, having, node, shownWords, typedWords } from './model.js';

function Text({ value, onChange }) {
  const parts = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : { contains: value };
  const given = next => onChange('matches' in next ? next : next.contains ?? '');
  return html`<${Field} label="Says one of these phrases" help="With commas between them">
      <input type="text" dir="auto" defaultValue=${shownWords(parts.contains)} placeholder="parcel, delivery"
        onInput=${event => given(having(parts, 'contains', typedWords(event.currentTarget.value)))} /></${Field}>
    <${Typed} label="Matches an expression" help="RE2, no look-around" value=${parts.matches} placeholder="NW-[0-9]+"
      onChange=${text => given(having(parts, 'matches', text))} />`;
}

function Insight({ value, onChange, choices }) {
  const of = choices[`insight:${value.type}`] || [];
  return html`<${Part} label="Type" of=${value} name="type" onChange=${onChange} options=${choices.insight} placeholder="emotion" />
    <${WordsField} label="Value" value=${value.value} options=${of} hint="any" onChange=${words => onChange(having(value, 'value', words))} />
    <${Part} label="About" of=${value} name="about" onChange=${onChange} placeholder="the whole" />
    <${Field} label="At least so sure"><input type="number" min="0" max="1" step="0.05" value=${value.confidence ?? ''}
      onInput=${event => onChange(having(value, 'confidence', event.currentTarget.value === '' ? '' : Number(event.currentTarget.value)))} /></${Field}>`;
}

function Body({ one, onChange, choices, on }) {
  const { type, choices: of, hint, label, options } = CONDITIONS[one.field] || { type: 'raw' };
  const { value } = one;
  switch (type) {
    case 'words': return html`<${WordsField} label=${label} value=${value} hint=${hint} options=${choices[of]} onChange=${onChange} />`;
    case 'text': return html`<${Text} value=${value} onChange=${onChange} />`;
    case 'insight': return html`<${Insight} value=${value} onChange=${onChange} choices=${choices} />`;
    case 'compare': return html`<${CompareField} label=${label} value=${value} hint=${hint} onChange=${onChange} />`;
    case 'named': return html`<${Part} label=${label} of=${value} name="name" placeholder=${hint} options=${choices[of]} onChange=${onChange} />
      <${CompareField} label="Its value" value=${value} onChange=${onChange} />`;
    case 'flag': return html`<${Field} label=${label}><${Select} label=${label} value=${String(value)} onChange=${text => onChange(text === 'true')}
      options=${[{ value: 'true', label: 'yes' }, { value: 'false', label: 'no' }]} /></${Field}>`;
    case 'choice': return html`<${Field} label=${label}><${Select} label=${label} value=${value} onChange=${onChange} options=${options} /></${Field}>`;
    case 'any': return html`<div class="alternatives">${value.map((part, at) => html`<div key=${part.key} class="alternative">
        <${Conditions} nodes=${part.nodes} on=${on} choices=${choices} label=${`Alternative ${at + 1}`}
          onChange=${nodes => onChange(value.map(other => (other === part ? { ...part, nodes } : other)))} />
        ${value.length > 2 && html`<${Button} small look="quiet" icon="trash" onClick=${() => onChange(value.filter(other => other !== part))}>Take out this alternative</${Button}>`}
      </div>`)}
      <${Button} small icon="plus" onClick=${() => onChange([...value, { key: Math.random(), nodes: [] }])}>Alternative</${Button}></div>`;
    case 'group': return html`<${Conditions} nodes=${value} on=${on} choices=${choices} label=${label} onChange=${onChange} />`;
    default: return html`<code class="raw">${JSON.stringify(value)}</code>`;
  }
}

/** A list of conditions, all of which must hold. */
export function Conditions({ nodes, onChange, choices, on, label }) {
  const change = (one, value) => onChange(nodes.map(other => (other === one ? { ...one, value } : other)));
  return html`<div class="parts" role="group" aria-label=${label}>
    ${nodes.map((one, at) => html`<div key=${one.key} class="part" data-condition=${one.field}>
      <span class="part-word">${at === 0 ? 'if' : 'and'}</span>
      <div class="part-body">${(one.field === 'any' || one.field === 'not' || one.field === 'all') && html`<span class="part-name">${CONDITIONS[one.field].label}</span>`}
        <${Body} one=${one} choices=${choices} on=${on} onChange=${value => change(one, value)} /></div>
      <${IconButton} icon="trash" label=${`Take out the condition ${CONDITIONS[one.field]?.label || one.field}`}
        onClick=${() => onChange(nodes.filter(other => other !== one))} /></div>`)}
    <div class="part-add"><${Select} label=${`Add a condition to ${label}`} value="" all="Add a condition…"
      onChange=${field => field && onChange([...nodes, node(field, begin(field))])}
      options=${conditionsOn(on).map(field => ({ value: field, label: CONDITIONS[field].label }))} /></div>
  </div>`;
}
