// A jar sent from here: chosen by a button or dropped on the page, with its progress and what came of it.
import { Button, Icon, IconButton, html, query, useEffect, useRef, useState } from '/ui/console/ui.js';
import { fileProblem, told } from './model.js';

const TYPE = 'application/java-archive';
const MOST_TOLD = 5;

let nextId = 1;

/** {uploads, send, dismiss}; one file is sent after the other, as the server changes one bundle after the other. */
export function useUploads(api, onDone) {
  const [uploads, setUploads] = useState([]);
  const queue = useRef(Promise.resolve());
  const change = (id, part) => setUploads(all => all.map(one => (one.id === id ? { ...one, ...part } : one)));

  async function put(id, file) {
    try {
      const path = `/api/bundles${query({ name: file.name })}`;
      change(id, { state: 'sending' });
      const done = await api.upload(path, file, { type: TYPE, onProgress: share => change(id, { share }) });
      change(id, { state: 'done', message: told(done) });
    } catch (error) {
      change(id, { state: 'refused', message: error.message });
    }
    onDone();
  }

  function send(files) {
    for (const file of files) {
      const id = nextId++;
      const problem = fileProblem(file);
      setUploads(all => [{ id, name: file.name, state: problem ? 'refused' : 'waiting', share: 0, message: problem },
        ...all.filter((one, at) => at < MOST_TOLD || ['waiting', 'sending'].includes(one.state))]);
      if (!problem) queue.current = queue.current.then(() => put(id, file));
    }
  }
  return { uploads, send, dismiss: id => setUploads(all => all.filter(one => one.id !== id)) };
}

/** The button that chooses files. */
export function UploadButton({ onFiles }) {
  const input = useRef(null);
  return html`<${Button} look="primary" icon="upload" class="upload-button"
      onClick=${() => input.current.click()}>Upload a bundle</${Button}>
    <input ref=${input} class="hidden upload-input" type="file" accept=".jar,application/java-archive" multiple tabindex="-1"
      aria-hidden="true" onChange=${event => (onFiles([...event.currentTarget.files]), (event.currentTarget.value = ''))} />`;
}

const hasFiles = event => [...(event.dataTransfer?.types || [])].includes('Files');

/** Says where to drop while files are dragged over the window, and takes them wherever they fall. */
export function DropTarget({ onFiles }) {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    let depth = 0;
    const hear = {
      dragenter: event => hasFiles(event) && (event.preventDefault(), depth++, setOver(true)),
      dragover: event => hasFiles(event) && event.preventDefault(),
      dragleave: event => hasFiles(event) && --depth <= 0 && ((depth = 0), setOver(false)),
      drop: event => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setOver(false);
        latest.current([...event.dataTransfer.files]);
      },
    };
    for (const [name, listener] of Object.entries(hear)) window.addEventListener(name, listener);
    return () => Object.entries(hear).forEach(([name, listener]) => window.removeEventListener(name, listener));
  }, []);
  return over && html`<div class="drop-target" aria-hidden="true"><${Icon} name="upload" size=${28} /><strong>Drop the jar to plug it
    in</strong><span>It is checked and started beside the old one before that goes.</span></div>`;
}

function doing({ state, share }) {
  if (state === 'waiting') return 'Waits for the one before it';
  return share < 1 ? `${Math.round(share * 100)} % sent` : 'Sent; being checked and started beside the old one';
}

function Upload({ upload, onDismiss }) {
  const { id, name, state, share, message } = upload;
  if (state === 'done' || state === 'refused') {
    const good = state === 'done';
    return html`<li class=${`upload upload-${state}`} role=${good ? 'status' : 'alert'} data-upload=${state}>
      <${Icon} name=${good ? 'check' : 'alert'} /><div class="upload-text" dir="auto">${!good && html`<strong>${name} was not
        plugged in</strong>`}<span>${message}</span></div>
      <${IconButton} icon="close" size=${14} label="Dismiss" onClick=${() => onDismiss(id)} /></li>`;
  }
  const value = state === 'sending' && share < 1 ? share : undefined;
  return html`<li class="upload" role="status" data-upload=${state}><${Icon} name="upload" />
    <div class="upload-text"><strong dir="auto">${name}</strong><progress max="1" value=${value} aria-label=${`Upload of ${name}`} />
      <span class="muted">${doing(upload)}</span></div></li>`;
}

export function Uploads({ uploads, onDismiss }) {
  return uploads.length > 0 && html`<ul class="uploads" aria-label="Uploads">${uploads.map(upload => html`<${Upload}
    key=${upload.id} upload=${upload} onDismiss=${onDismiss} />`)}</ul>`;
}
