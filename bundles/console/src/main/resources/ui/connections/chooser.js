// The connectors that are installed, to make a connection of one.
import { Empty, Failure, Icon, PageHead, Skeleton, channelIcon, html, segment, useLoad, words } from '/ui/console/ui.js';

export function Chooser({ api }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/connections', { signal }), [], { every: 5_000 });
  const specs = [...(data?.specs || [])].sort((one, other) => one.title.localeCompare(other.title));
  return html`<${PageHead} title="Add a connection"
    lead="Choose what to connect. A connector appears here as soon as its bundle is dropped into deploy/."
      back=${{ href: '/connections', label: 'Connections' }} />
    ${loading && !data && html`<${Skeleton} rows=${6} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && specs.length === 0 && html`<${Empty} icon="plugins" title="No connector is installed">
      Drop a connector's bundle into the folder <code>deploy/</code> of your home; it appears here within seconds.</${Empty}>`}
    <ul class="chooser">${specs.map(spec => html`<li key=${spec.name}>
      <a class="card choice" href=${`/connections/new/${segment(spec.name)}`} data-connector=${spec.name}>
        <span class="connection-icon"><${Icon} name=${channelIcon(spec.channel || spec.name)} size=${20} /></span>
        <h2>${spec.title}</h2><p>${spec.summary}</p>
        ${spec.channel && html`<span class="muted">Channel ${words(spec.channel)}</span>`}
      </a></li>`)}</ul>`;
}
