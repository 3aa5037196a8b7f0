// One setting as an input, as its type asks for.
import { Button, Icon, IconButton, Select, html, useState } from '/ui/console/ui.js';
import { MASK } from './model.js';

const hint = field => field.default || (field.example ? `for example ${field.example}` : '');

function Line({ field, value, onInput, ...rest }) {
  const modes = { number: 'numeric', uri: 'url' };
  return html`<input type="text" dir=${['text', 'map'].includes(field.type) ? 'auto' : 'ltr'} value=${value} placeholder=${hint(field)}
    spellcheck=${false}
    autocomplete="off" inputmode=${modes[field.type]} class=${['path', 'uri', 'duration', 'number'].includes(field.type) ? 'mono' : ''}
    onInput=${event => onInput(event.currentTarget.value)} ...${rest} />`;
}

function Secret({ field, value, onInput, ...rest }) {
  const [shown, setShown] = useState(false);
  const kept = value === MASK;
  return html`<div class="with-button"><input class="mono" type=${shown && !kept ? 'text' : 'password'} value=${value}
    placeholder=${hint(field)}
      autocomplete="new-password" spellcheck=${false} onFocus=${event => kept && event.currentTarget.select()}
      onInput=${event => onInput(event.currentTarget.value)} ...${rest} />
    <${Button} look="quiet" small disabled=${kept} aria-pressed=${shown}
      onClick=${() => setShown(!shown)}>${shown ? 'Hide' : 'Show'}</${Button}></div>`;
}

function Rows({ field, value, onInput, id, ...rest }) {
  const change = (at, part) => onInput(value.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return html`<div class="map" id=${id} role="group" aria-label=${field.label} ...${rest}>
    ${value.map((row, at) => html`<div key=${at} class="map-row">
      <input type="text" class="mono" placeholder="name" aria-label=${`${field.label}: name ${at + 1}`} value=${row.key}
        spellcheck=${false} onInput=${event => change(at, { key: event.currentTarget.value })} />
      <span class="muted" aria-hidden="true">→</span>
      <input type="text" class="mono" placeholder=${field.example || 'value'} aria-label=${`${field.label}: value ${at + 1}`}
        value=${row.value} spellcheck=${false}
        onInput=${event => change(at, { value: event.currentTarget.value })} />
      <${IconButton} icon="trash" label=${`Remove row ${at + 1}`} onClick=${() => onInput(value.filter((_, index) => index !== at))} />
    </div>`)}
    <div><${Button} small icon="plus" class="map-add" onClick=${() => onInput([...value, { key: '', value: '' }])}>Add</${Button}></div>
  </div>`;
}

function Input(props) {
  const { field, value, onInput, ...rest } = props;
  if (field.secret) return html`<${Secret} ...${props} />`;
  switch (field.type) {
    case 'long_text':
      return html`<textarea dir="auto" class="mono" rows="5" spellcheck=${false} placeholder=${hint(field)} value=${value}
        onInput=${event => onInput(event.currentTarget.value)} ...${rest}></textarea>`;
    case 'choice':
      return html`<${Select} label=${field.label} value=${value} onChange=${onInput} options=${field.choices} ...${rest}
        all=${field.default ? `${field.default} (default)` : field.required ? 'Choose…' : '(none)'} />`;
    case 'map':
      return html`<${Rows} ...${props} />`;
    default:
      return html`<${Line} ...${props} />`;
  }
}

export function Notes({ id, problems }) {
  return html`<div id=${id} class="field-notes" role="alert">${(problems || []).map(problem => html`<p class="field-error" dir="auto">
    <${Icon} name="alert" size=${14} /><span>${problem.what} ${problem.remedy}</span></p>`)}</div>`;
}

function help(field) {
  const parts = [field.description];
  if (field.type === 'duration' && !field.default) parts.push('Such as 30s, 5m, 2h or 1d.');
  if (field.default && field.type !== 'flag' && field.type !== 'choice') parts.push(`Default: ${field.default}.`);
  return parts.filter(Boolean).join(' ');
}

export function Setting({ field, value, problems, onInput }) {
  const id = `setting-${field.name}`;
  const wrong = problems?.length > 0;
  const described = `${id}-help ${id}-error`;
  if (field.type === 'flag') {
    return html`<div class=${`field ${wrong ? 'field-wrong' : ''}`} data-setting=${field.name}>
      <label class="field-check"><input id=${id} type="checkbox" checked=${(value || field.default) === 'true'}
        aria-describedby=${described}
        onChange=${event => onInput(String(event.currentTarget.checked))} /><span class="field-label">${field.label}</span></label>
      <p id=${`${id}-help`} class="field-help" dir="auto">${help(field)}</p><${Notes} id=${`${id}-error`} problems=${problems} /></div>`;
  }
  return html`<div class=${`field ${wrong ? 'field-wrong' : ''}`} data-setting=${field.name}>
    <label class="field-label" for=${id}>${field.label}${field.required && html` <span class="needed" title="Required">*<span
      class="hidden"> required</span></span>`}</label>
    <${Input} field=${field} value=${value} onInput=${onInput} id=${id} aria-describedby=${described}
      aria-invalid=${wrong ? 'true' : undefined} />
    <p id=${`${id}-help`} class="field-help"
      dir="auto">${help(field)}${field.secret && value === MASK ? ' Kept as it is unless changed.' : ''}</p>
    <${Notes} id=${`${id}-error`} problems=${problems} /></div>`;
}
