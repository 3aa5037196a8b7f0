// A connection made or changed: its health, and a form that follows from its connector's spec.
import { Button, Card, Empty, Failure, PageHead, Problems, Skeleton, html, useLoad } from '/ui/console/ui.js';
import { ConnectionActions } from './actions.js';
import { Form } from './form.js';
import { Counters, problemsOf, RetryAt, Status, useRates } from './health.js';

const EVERY = 3_000;
/** The connector of what stands in deploy/ as a Camel route of its own. */
const ROUTE_FILE = 'camel-yaml';
const back = { href: '/connections', label: 'Connections' };

function Health({ connection, rate }) {
  return html`<${Card} title="Health" icon="signals" actions=${html`<${Status} connection=${connection} />`}>
    <div class="card-body stack"><${Counters} connection=${connection} rate=${rate} />
      ${connection.progress && html`<p class="muted" dir="auto">${connection.progress}</p>`}
      <${Problems} problems=${problemsOf(connection)} /><${RetryAt} time=${connection.retryAt} />
      ${connection.connector === 'webhook' && html`<p
        class="muted">Push to <code>${location.origin}/hooks/${connection.id}</code></p>`}</div></${Card}>`;
}

export function Editor({ id, connector, api, navigate }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/connections', { signal }), [id], { every: id ? EVERY : 0 });
  const rates = useRates(data?.items);
  if (loading && !data) return html`<${Skeleton} rows=${10} />`;
  if (!data) return html`<${PageHead} title="Connection" back=${back} /><${Failure} error=${error} retry=${reload} />`;
  const connection = id && data.items.find(one => one.id === id);
  if (id && !connection) {
    return html`<${PageHead} title=${id} back=${back} /><${Empty} icon="connections" title="There is no such connection" action=${html`
      <${Button} href="/connections">All connections</${Button}>`}>It may have been deleted in the meantime.</${Empty}>`;
  }
  const name = connection ? connection.connector : connector;
  const spec = data.specs.find(one => one.name === name);
  const title = connection ? connection.id : spec ? `New ${spec.title} connection` : 'New connection';
  const form = name === ROUTE_FILE
    ? html`<${Empty} icon="file"
      title="It is a route file">It is the file <code>${connection?.settings.file}</code>; edit or remove that file to change the connection.</${Empty}>`
    : spec
    ? html`<${Form} key=${name} api=${api} spec=${spec} connection=${connection} taken=${data.items.map(one => one.id)}
      onSaved=${() => navigate('/connections')} />`
    : html`<${Empty} icon="plugins"
      title="Its connector is not installed">Drop the bundle of the connector “${name}” into <code>deploy/</code>; the form appears by itself.</${Empty}>`;
  return html`<${PageHead} title=${title} lead=${spec?.summary} back=${back}
      actions=${connection && html`<${ConnectionActions} api=${api} connection=${connection} onChange=${reload}
        onDeleted=${() => navigate('/connections')} />`} />
    <div class=${connection ? 'editor' : 'editor-new'}>${form}${connection && html`<${Health} connection=${connection}
      rate=${rates.get(connection.id)} />`}</div>`;
}
