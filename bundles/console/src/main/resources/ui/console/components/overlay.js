// What lies over the page: dialogs and toasts.
import { html, useEffect, useRef, useState } from '../lib/html.js';
import { createStore, useStore } from '../lib/store.js';
import { Button, IconButton } from './basic.js';
import { Icon } from './icon.js';

export function Dialog({ title, onClose, children, footer, wide }) {
  const dialog = useRef(null);
  useEffect(() => {
    const element = dialog.current;
    element.showModal();
    return () => element.close();
  }, []);
  return html`<dialog ref=${dialog} class=${`dialog ${wide ? 'dialog-wide' : ''}`} aria-label=${title}
    onCancel=${event => (event.preventDefault(), onClose())}
    onClick=${event => event.target === dialog.current && onClose()}>
    <div class="dialog-body">
      <header class="dialog-head"><h2>${title}</h2><${IconButton} icon="close" label="Close" onClick=${onClose} /></header>
      <div class="dialog-content">${children}</div>
      ${footer && html`<footer class="dialog-foot">${footer}</footer>`}
    </div>
  </dialog>`;
}

/** Asks before something is done; `reason` also asks why. `onConfirm` may be asynchronous: what it throws is shown. */
export function Confirm({ title, children, action, look = 'danger', reason, onConfirm, onClose }) {
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  async function go() {
    setBusy(true);
    setError('');
    try {
      await onConfirm(why.trim());
      onClose();
    } catch (problem) {
      setError(problem.message);
      setBusy(false);
    }
  }
  return html`<${Dialog} title=${title} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Cancel</${Button}>
      <${Button} look=${look} busy=${busy} disabled=${reason && why.trim() === ''} onClick=${go} class="confirm">${action}</${Button}>`}>
    <div class="stack">${children}
      ${reason && html`<label class="field"><span class="field-label">${reason}</span>
        <input type="text" dir="auto" value=${why} onInput=${event => setWhy(event.currentTarget.value)} /></label>`}
      ${error && html`<p class="form-error" role="alert" dir="auto"><${Icon} name="alert" />${error}</p>`}
    </div>
  </${Dialog}>`;
}

const toasts = createStore([]);
let nextToast = 1;

/** Says something for some seconds. tone: good | bad | info */
export function toast(message, tone = 'good') {
  const id = nextToast++;
  toasts.set(all => [...all.slice(-3), { id, message, tone }]);
  setTimeout(() => toasts.set(all => all.filter(one => one.id !== id)), tone === 'bad' ? 9000 : 4500);
}

const ICONS = { good: 'check', bad: 'alert', info: 'info' };

export function Toasts() {
  const all = useStore(toasts);
  return html`<div class="toasts" role="status" aria-live="polite">${all.map(one => html`
    <div key=${one.id} class=${`toast toast-${one.tone}`}>
      <${Icon} name=${ICONS[one.tone]} /><span dir="auto">${one.message}</span>
      <${IconButton} icon="close" size=${14} label="Dismiss"
        onClick=${() => toasts.set(rest => rest.filter(other => other.id !== one.id))} />
    </div>`)}</div>`;
}
