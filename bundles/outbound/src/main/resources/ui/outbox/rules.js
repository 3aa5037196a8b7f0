// What is asked before something leaves: the settings as one document; all that is wrong with it is told at once.
import { Button, Dialog, Skeleton, html, toast, useEffect, useState } from '/ui/console/ui.js';

export function Rules({ api, onClose, mayChange }) {
  const [text, setText] = useState(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState([]);
  useEffect(() => {
    api.get('/api/outbound/settings').then(
      settings => setText(JSON.stringify(settings, null, 2)),
      error => setErrors([{ pointer: '', detail: error.message }]));
  }, []);
  async function save() {
    setBusy(true);
    setErrors([]);
    try {
      await api.put('/api/outbound/settings', JSON.parse(text));
      toast('The rules hold from now on.');
      onClose();
    } catch (error) {
      setErrors(error.errors?.length > 0 ? error.errors : [{ pointer: '', detail: error.message }]);
      setBusy(false);
    }
  }
  return html`<${Dialog} wide title="What may leave when" onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>${mayChange ? 'Cancel' : 'Close'}</${Button}>
      ${mayChange && html`<${Button} look="primary" busy=${busy} disabled=${text === null} class="save-rules" onClick=${save}>Save</${Button}>`}`}>
    <div class="stack">
      <p class="muted">Consent by purpose, contact budget, quiet hours, four eyes, checks of texts and calendars of planned stops.</p>
      ${text === null && errors.length === 0 && html`<${Skeleton} rows=${8} />`}
      ${text !== null && html`<label class="field"><span class="hidden">Settings as JSON</span>
        <textarea class="rules-text mono" spellcheck=${false} readonly=${!mayChange} value=${text}
          onInput=${event => setText(event.currentTarget.value)}></textarea></label>`}
      ${errors.length > 0 && html`<ul class="problems" role="alert">${errors.map(one => html`<li class="problem problem-error"><div dir="auto">
        <strong>${one.detail}</strong>${one.pointer && html`<code>${one.pointer}</code>`}</div></li>`)}</ul>`}
    </div></${Dialog}>`;
}
