// What is plugged in, bundle by bundle: how it does, what was refused or put aside, and its replacement while it is used.
import {
  Confirm, Empty, Failure, PageHead, SearchField, Skeleton, html, segment, stylesheet, toast, useKeys, useLoad, useRef, useState,
} from '/ui/console/ui.js';
import { Bundle } from './bundle.js';
import { arrange, matching } from './model.js';
import { DropTarget, UploadButton, Uploads, useUploads } from './upload.js';

await stylesheet('/ui/plugins/page.css');

const EVERY = 3_000;

function Release({ api, plugin, onChange, onClose }) {
  async function release() {
    await api.post(`/api/plugins/${segment(plugin.kind)}/${segment(plugin.name)}/release`);
    toast(plugin.state === 'missing' ? `${plugin.name} is done without.` : `${plugin.name} runs again.`);
    onChange();
  }
  return html`<${Confirm} title=${`Release ${plugin.name}?`} action="Release" look="primary" onConfirm=${release} onClose=${onClose}>
    <p>${plugin.state === 'missing' ? 'What waits for it leaves at once, if all other guards allow it.'
      : 'It runs again at once. If it still harms others, it is put aside again.'}</p>${plugin.reason && html`<p class="muted"
      dir="auto">${plugin.reason}</p>`}</${Confirm}>`;
}

export default function Plugins({ api }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/plugins', { signal }), [], { every: EVERY });
  const bundles = useLoad(signal => api.get('/api/bundles', { signal }), [], { every: EVERY });
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(null);
  const field = useRef(null);
  useKeys({ '/': () => field.current?.focus() });
  const renew = () => (reload(), bundles.reload());
  const { uploads, send, dismiss } = useUploads(api, renew);
  const groups = matching(arrange(bundles.data?.items || [], data?.items || []), text);

  return html`<${PageHead} title="Plugins"
    lead="What bundles plug in: how it does, what was refused or put aside. All but the kernel’s can be replaced while they are used."
      actions=${html`<${SearchField} label="Filter bundles and plugins" placeholder="Filter   /" value=${text} inputRef=${field}
        onInput=${setText} />${bundles.data && html`<${UploadButton} onFiles=${send} />`}`} />
    <${Uploads} uploads=${uploads} onDismiss=${dismiss} />
    ${bundles.data && html`<${DropTarget} onFiles=${send} />`}
    ${loading && !data && html`<${Skeleton} rows=${10} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && bundles.error && !bundles.data && html`<p class="form-note bundles-away" role="status">Bundles cannot be replaced now:
      ${' '}${bundles.error.message}</p>`}
    ${data && groups.length === 0 && html`<${Empty} icon="plugins" title=${text.trim() ? 'Nothing matches' : 'Nothing is plugged in'}>
      ${text.trim() ? 'No bundle or plugin has this in its name, kind or state.' : 'Upload a bundle, or drop its jar into deploy/.'}</${Empty}>`}
    <div class="stack-large">${data && groups.map(group => html`<${Bundle} key=${group.name} api=${api} group=${group}
      onRelease=${setAsked} onChange=${renew} />`)}</div>
    ${asked && html`<${Release} api=${api} plugin=${asked} onChange=${renew} onClose=${() => setAsked(null)} />`}`;
}
