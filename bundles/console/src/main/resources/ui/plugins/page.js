// What is plugged in, how it does, and what was put aside.
import {
  Ago, Button, Confirm, Empty, Failure, PageHead, Pill, SearchField, Skeleton, formatCompact, formatMicros, formatNumber, html,
  segment, stylesheet, toast, useKeys, useLoad, useRef, useState, words,
} from '/ui/console/ui.js';

await stylesheet('/ui/plugins/page.css');

const STATES = { active: ['good', 'Active'], quarantined: ['bad', 'Quarantined'], building: ['info', 'Building'] };
const ORDER = { quarantined: 0, building: 1 };
const TITLES = {
  connector: 'Connectors', enricher: 'Enrichers', policy: 'Policies', guard: 'Guards', fold: 'Folds', endpoint: 'Endpoints', page: 'Pages',
};
const KINDS = Object.keys(TITLES);

function Line({ plugin, onRelease }) {
  const [tone, label] = STATES[plugin.state] || ['idle', words(plugin.state)];
  return html`<tr data-plugin=${`${plugin.kind} ${plugin.name}`}>
    <td><strong class="plugin-name">${plugin.name}</strong>${plugin.version && html` <span class="muted">${plugin.version}</span>`}
      ${plugin.reason && html`<div class=${`plugin-reason ${plugin.state === 'quarantined' ? 'plugin-bad' : ''}`}
        dir="auto">${plugin.reason}</div>`}</td>
    <td><span class="nowrap"><${Pill} tone=${tone} dot>${label}</${Pill}></span></td>
    <td class="muted">${plugin.bundle}</td>
    <td class="number" title=${formatNumber(plugin.calls)}>${formatCompact(plugin.calls)}</td>
    <td class=${`number ${plugin.errors > 0 ? 'rating-bad' : ''}`}>${formatCompact(plugin.errors)}</td>
    <td class="number nowrap">${formatMicros(plugin.p99Micros)}</td>
    <td class="nowrap muted"><${Ago} time=${plugin.since} /></td>
    <td class="number">${plugin.state === 'quarantined' && html`<${Button} small icon="play" class="release"
      onClick=${() => onRelease(plugin)}>Release</${Button}>`}</td>
  </tr>`;
}

function Group({ kind, plugins, onRelease }) {
  return html`<section class="card plugins" aria-label=${TITLES[kind] || words(kind)}>
    <header class="card-head"><h2 class="card-title">${TITLES[kind] || words(kind)}</h2><span
      class="muted">${plugins.length}</span></header>
    <div class="table-wrap"><table><thead><tr><th>Name</th><th>State</th><th>Bundle</th><th class="number"
      title="Since it was registered">Calls</th><th class="number" title="Since it was registered">Errors</th>
      <th class="number" title="99 of 100 calls of late took no longer">p99</th><th>Since</th><th><span
        class="hidden">Actions</span></th></tr></thead>
      <tbody>${plugins.map(plugin => html`<${Line} key=${plugin.name} plugin=${plugin}
        onRelease=${onRelease} />`)}</tbody></table></div></section>`;
}

function groups(items) {
  const kinds = [...new Set(items.map(plugin => plugin.kind))].sort((one, other) => KINDS.indexOf(one) - KINDS.indexOf(other));
  return kinds.map(kind => [kind, items.filter(plugin => plugin.kind === kind)
    .sort((one, other) => (ORDER[one.state] ?? 2) - (ORDER[other.state] ?? 2) || one.name.localeCompare(other.name))]);
}

export default function Plugins({ api }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/plugins', { signal }), [], { every: 5_000 });
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(null);
  const field = useRef(null);
  useKeys({ '/': () => field.current?.focus() });
  const wanted = text.trim().toLowerCase();
  const items = (data?.items || []).filter(plugin => `${plugin.kind} ${plugin.name} ${plugin.bundle} ${plugin.state}`.toLowerCase().includes(wanted));

  async function release() {
    await api.post(`/api/plugins/${segment(asked.kind)}/${segment(asked.name)}/release`);
    toast(`${asked.name} runs again.`);
    reload();
  }
  return html`<${PageHead} title="Plugins"
    lead="Every part that bundles plug in: what it does, how fast, and what was put aside because it harmed others."
      actions=${html`<${SearchField} label="Filter plugins" placeholder="Filter   /" value=${text} inputRef=${field}
        onInput=${setText} />`} />
    ${loading && !data && html`<${Skeleton} rows=${10} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && items.length === 0 && html`<${Empty} icon="plugins" title=${wanted ? 'Nothing matches' : 'Nothing is plugged in'}>
      ${wanted ? 'No plugin has this in its name, kind, state or bundle.' : 'Drop a bundle into deploy/ and it appears here.'}</${Empty}>`}
    <div class="stack-large">${groups(items).map(([kind, plugins]) => html`<${Group} key=${kind} kind=${kind} plugins=${plugins}
      onRelease=${setAsked} />`)}</div>
    ${asked && html`<${Confirm} title=${`Release ${asked.name}?`} action="Release" look="primary" onConfirm=${release}
      onClose=${() => setAsked(null)}>
      <p>It runs again at once. If it still harms others, it is put aside again.</p>${asked.reason && html`<p class="muted"
        dir="auto">${asked.reason}</p>`}</${Confirm}>`}`;
}
