// A bundle with what it plugs in, and what one can do to it.
import { Ago, Button, Confirm, Icon, Pill, formatCompact, formatMicros, formatNumber, html, segment, toast, useState, words } from '/ui/console/ui.js';
import { isBad, told } from './model.js';

const STATES = {
  active: ['good', 'Active'], quarantined: ['bad', 'Quarantined'], missing: ['bad', 'Missing'], building: ['info', 'Building'], waiting: ['info', 'Waiting'],
};
const BUNDLE_STATES = { active: ['good', 'Active'], changing: ['info', 'Changing'], refused: ['bad', 'Refused'], removed: ['idle', 'Removed'] };

function Line({ plugin, onRelease }) {
  const [tone, label] = STATES[plugin.state] || ['idle', words(plugin.state)];
  const bad = isBad(plugin);
  return html`<tr data-plugin=${`${plugin.kind} ${plugin.name}`} data-version=${plugin.version}>
    <td class="muted nowrap">${words(plugin.kind)}</td>
    <td><strong class="plugin-name">${plugin.name}</strong>${plugin.version && html` <span class="muted">${plugin.version}</span>`}
      ${plugin.reason && html`<div class=${`plugin-reason ${bad ? 'plugin-bad' : ''}`} dir="auto">${plugin.reason}</div>`}</td>
    <td><span class="nowrap"><${Pill} tone=${tone} dot>${label}</${Pill}></span></td>
    <td class="number" title=${formatNumber(plugin.calls)}>${formatCompact(plugin.calls)}</td>
    <td class=${`number ${plugin.errors > 0 ? 'rating-bad' : ''}`}>${formatCompact(plugin.errors)}</td>
    <td class="number nowrap">${formatMicros(plugin.p99Micros)}</td>
    <td class="nowrap muted"><${Ago} time=${plugin.since} /></td>
    <td class="number">${bad && html`<${Button} small icon="play" class="release" onClick=${() => onRelease(plugin)}
      aria-label=${`Release ${plugin.name}`}>Release</${Button}>`}</td>
  </tr>`;
}

function Table({ plugins, onRelease }) {
  return html`<div class="table-wrap"><table><thead><tr><th>Kind</th><th>Name</th><th>State</th><th class="number"
      title="Since it was registered">Calls</th><th class="number" title="Since it was registered">Errors</th>
      <th class="number" title="99 of 100 calls of late took no longer">p99</th><th>Since</th><th><span
        class="hidden">Actions</span></th></tr></thead>
      <tbody>${plugins.map(plugin => html`<${Line} key=${`${plugin.kind} ${plugin.name} ${plugin.bundle}`} plugin=${plugin}
        onRelease=${onRelease} />`)}</tbody></table></div>`;
}

function Refused({ name, refused }) {
  return refused.map(one => html`<p key=${one.at} class="form-error bundle-refused" role="alert" dir="auto"><${Icon}
    name="alert" /><span><strong>${one.version ? `${name} ${one.version} was refused` : `${name} was refused`}</strong>
      ${' '}<${Ago} time=${one.at} /><br />${one.reason}</span></p>`);
}

/** What one is asked before it is done; null for nothing. */
function Asked({ asked, bundle, act, onClose }) {
  if (asked === 'rollback') {
    const former = bundle.former[0];
    return html`<${Confirm} title=${`Roll ${bundle.name} back to ${former.version}?`} action=${`Roll back to ${former.version}`}
      look="primary" onConfirm=${() => act('rollback')} onClose=${onClose}>
      <p>${former.version} is started beside ${bundle.version || 'what is left of it'} and takes over when it has proved that it
        can. Nobody who uses it should notice.</p></${Confirm}>`;
  }
  return html`<${Confirm} title=${`Remove ${bundle.name}?`} action="Remove" onConfirm=${() => act('remove')} onClose=${onClose}>
    <p>What it plugs in stops. Its data stay, and are taken up again when it comes back.</p>
    ${bundle.origin.startsWith('deploy/') && html`<p class="muted">Its file <code>${bundle.origin}</code> is what it came from.</p>`}
  </${Confirm}>`;
}

function Actions({ api, bundle, onChange }) {
  const [asked, setAsked] = useState('');
  const former = bundle.former[0];
  async function act(verb) {
    const path = `/api/bundles/${segment(bundle.name)}`;
    try {
      const change = verb === 'rollback' ? await api.post(`${path}/rollback`) : await api.delete(path);
      toast(told(change));
    } finally {
      onChange();
    }
  }
  return html`<div class="actions">
    ${former && html`<${Button} small icon="back" class="act-rollback" disabled=${bundle.state === 'changing'}
      onClick=${() => setAsked('rollback')}>Roll back to ${former.version}</${Button}>`}
    ${bundle.version && html`<${Button} small look="danger" icon="trash" class="act-remove" disabled=${bundle.state === 'changing'}
      onClick=${() => setAsked('remove')} aria-label=${`Remove ${bundle.name}`}>Remove</${Button}>`}
    ${asked && html`<${Asked} asked=${asked} bundle=${bundle} act=${act} onClose=${() => setAsked('')} />`}</div>`;
}

function About({ bundle }) {
  if (!bundle) return html`<span class="muted">Part of the kernel</span>`;
  const [tone, label] = BUNDLE_STATES[bundle.state] || ['idle', words(bundle.state)];
  const title = bundle.digest ? `SHA-256 ${bundle.digest}` : undefined;
  return html`<span class="nowrap"><${Pill} tone=${tone} dot>${label}</${Pill}></span>
    <span class="muted" title=${title}>${bundle.origin}${bundle.version && html`, since <${Ago} time=${bundle.since} />`}</span>`;
}

export function Bundle({ api, group, onRelease, onChange }) {
  const { name, bundle, plugins, versions } = group;
  return html`<section class="card plugins" aria-label=${name} data-bundle=${name}>
    <header class="card-head bundle-head"><div class="bundle-title"><h2 class="card-title">${name}</h2>
      ${versions.length > 0 && html`<span class="bundle-version">${versions.join(', ')}</span>`}<${About} bundle=${bundle} /></div>
      ${bundle && html`<${Actions} api=${api} bundle=${bundle} onChange=${onChange} />`}</header>
    ${bundle?.refused.length > 0 && html`<div class="card-body"><${Refused} name=${name} refused=${bundle.refused} /></div>`}
    ${plugins.length > 0 ? html`<${Table} plugins=${plugins} onRelease=${onRelease} />`
      : !bundle?.refused.length && html`<p class="card-body muted">It plugs in nothing of its own.</p>`}
  </section>`;
}
