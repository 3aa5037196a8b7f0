// One field of a form about somebody.
import { Icon, html } from '/ui/console/ui.js';

export function Note({ id, text }) {
  return html`<p id=${id} class="field-error" role="alert" dir="auto">${text && html`<${Icon} name="alert" size=${14} />${text}`}</p>`;
}

/** A labelled input; `children` takes the place of the plain one and gets its attributes. */
export function Field({ id, label, help, needed, wrong, value, onInput, type = 'text', children, ...rest }) {
  const about = { id, 'aria-describedby': `${id}-help ${id}-error`, 'aria-invalid': wrong ? 'true' : undefined };
  return html`<div class=${`field ${wrong ? 'field-wrong' : ''}`} data-field=${id}>
    <label class="field-label" for=${id}>${label}${needed && html` <span class="needed" title="Required">*<span
      class="hidden"> required</span></span>`}</label>
    ${children ? children(about) : html`<input ...${about} type=${type} value=${value} dir=${type === 'text' ? 'auto' : undefined} spellcheck=${false}
      autocomplete="off" autocapitalize="off" onInput=${event => onInput(event.currentTarget.value)} ...${rest} />`}
    ${help && html`<p id=${`${id}-help`} class="field-help">${help}</p>`}
    <${Note} id=${`${id}-error`} text=${wrong} /></div>`;
}
