// The small parts of the form.
import { Select, html, useId } from '/ui/console/ui.js';
import { COMPARISONS, having, oneTest, shownWords, typedValue, typedWords } from './model.js';

export function Field({ label, help, children, wide }) {
  return html`<label class=${`field ${wide ? 'field-wide' : ''}`}><span class="field-label">${label}</span>${children}
    ${help && html`<span class="field-help">${help}</span>`}</label>`;
}

/** A text with words to choose from. */
export function Typed({ label, value, onChange, options = [], placeholder, help, wide }) {
  const list = useId();
  return html`<${Field} label=${label} help=${help} wide=${wide}>
    <input type="text" dir="auto" value=${value ?? ''} placeholder=${placeholder} list=${options.length > 0 ? list : undefined} spellcheck=${false}
      autocomplete="off" onInput=${event => onChange(event.currentTarget.value)} />
    ${options.length > 0 && html`<datalist id=${list}>${options.slice(0, 300).map(option => html`<option value=${option}></option>`)}</datalist>`}
  </${Field}>`;
}

export function Area({ label, value, onChange, help, rows = 4 }) {
  return html`<${Field} label=${label} help=${help} wide><textarea dir="auto" rows=${rows} value=${value ?? ''}
    onInput=${event => onChange(event.currentTarget.value)}></textarea></${Field}>`;
}

export function Check({ label, checked, onChange }) {
  return html`<label class="field-check"><input type="checkbox" checked=${checked} onChange=${event => onChange(event.currentTarget.checked)} />
    <span>${label}</span></label>`;
}

/** Words with commas between them. What is chosen from the list is added to those there are. */
export function WordsField({ label, value, onChange, options = [], hint }) {
  const list = useId();
  const given = shownWords(value);
  const before = given.includes(',') ? given.slice(0, given.lastIndexOf(',') + 1) + ' ' : '';
  return html`<${Field} label=${label}>
    <input type="text" dir="auto" defaultValue=${given} placeholder=${hint} list=${list} spellcheck=${false} autocomplete="off"
      onInput=${event => onChange(typedWords(event.currentTarget.value))} />
    <datalist id=${list}>${options.slice(0, 300).map(option => html`<option value=${before + option}></option>`)}</datalist>
  </${Field}>`;
}

/** One comparison; several are shown as they are written. */
export function CompareField({ value, onChange, hint, label }) {
  const test = oneTest(value);
  if (!test) return html`<code class="raw">${JSON.stringify(value)}</code>`;
  const set = (op, text) => onChange({ ...rest(value), [op]: op === 'exists' ? text !== 'false' && text !== false
    : op === 'in' ? [typedWords(String(text))].flat() : typedValue(String(text)) });
  return html`<div class="field"><span class="field-label">${label}</span><div class="compare">
    <${Select} label=${`How ${label} compares`} value=${test.op} onChange=${op => set(op, shownWords(test.with))}
      options=${Object.entries(COMPARISONS).map(([op, told]) => ({ value: op, label: told }))} />
    ${test.op === 'exists'
      ? html`<${Select} label="Whether it is there" value=${String(test.with)} onChange=${text => set('exists', text)} options=${['true', 'false']} />`
      : html`<input type="text" dir="auto" aria-label=${`${label}: value`} placeholder=${hint} defaultValue=${shownWords(test.with)}
          onInput=${event => set(test.op, event.currentTarget.value)} />`}</div></div>`;
}

function rest(value) {
  if (value === null || typeof value !== 'object') return {};
  return Object.fromEntries(Object.entries(value).filter(([name]) => !(name in COMPARISONS)));
}

/** A text field of an object, which goes when it is emptied. */
export const Part = ({ of, name, onChange, ...more }) =>
  html`<${Typed} value=${of[name]} onChange=${text => onChange(having(of, name, text))} ...${more} />`;
