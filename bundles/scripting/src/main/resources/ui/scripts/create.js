// A new file: what it is and how it is called. It is not saved before somebody saves it.
import { Button, Dialog, Icon, html, useEffect, useRef, useState } from '/ui/console/ui.js';
import { keepDraft } from './drafts.js';
import { addressOf, fileOf, nameProblem } from './model.js';
import { NEW, templateOf } from './templates.js';

function Choice({ one, chosen, onChoose }) {
  return html`<label class=${`new-choice ${chosen ? 'new-chosen' : ''}`} data-kind=${one.kind}>
    <input type="radio" name="new-kind" class="hidden" value=${one.kind} checked=${chosen} onChange=${() => onChoose(one.kind)} />
    <${Icon} name=${one.icon} size=${18} /><span><strong>${one.title}</strong><span class="muted">${one.summary}</span></span></label>`;
}

export function Create({ kind: first, taken, navigate, onClose }) {
  const [kind, setKind] = useState(first);
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState('');
  const field = useRef(null);
  useEffect(() => field.current?.focus(), []);

  function create(event) {
    event.preventDefault();
    const problem = nameProblem(kind, name, taken);
    setWrong(problem);
    if (problem) {
      field.current.focus();
      return;
    }
    const file = fileOf(kind, name);
    keepDraft(file, { base: '', text: templateOf(kind, name), fresh: true });
    onClose();
    navigate(addressOf(file));
  }

  return html`<${Dialog} title="New script" onClose=${onClose} footer=${html`<${Button} onClick=${onClose}>Cancel</${Button}>
      <button type="submit" form="new-script" class="button button-primary confirm"><span>Write it</span></button>`}>
    <form id="new-script" class="stack" onSubmit=${create} novalidate>
      <fieldset class="new-kinds"><legend class="hidden">What it is</legend>${NEW.map(one => html`<${Choice} key=${one.kind} one=${one}
        chosen=${one.kind === kind} onChoose=${setKind} />`)}</fieldset>
      <div class=${`field ${wrong ? 'field-wrong' : ''}`}><label class="field-label" for="new-name">Name</label>
        <input id="new-name" ref=${field} type="text" class="mono" value=${name} placeholder="for example vip-alert" autocomplete="off"
          autocapitalize="off" spellcheck=${false} aria-describedby="new-help new-wrong" aria-invalid=${wrong ? 'true' : undefined}
          onInput=${event => setName(event.currentTarget.value.trim())} />
        <p id="new-help" class="field-help">The file will be <code>${fileOf(kind, name || 'NAME')}</code>. It begins as an example that
          works, and is live once you save it.</p>
        <p id="new-wrong" class="field-error" role="alert">${wrong && html`<${Icon} name="alert" size=${14} />${wrong}`}</p></div>
    </form></${Dialog}>`;
}
