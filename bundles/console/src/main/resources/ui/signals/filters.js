// Narrows the feed. Connection is asked of the server; the others choose among what is loaded.
import { Button, SearchField, Select, html, useLoad, words } from '/ui/console/ui.js';

const distinct = (rows, part) => [...new Set(rows.map(part).filter(Boolean))].sort();

function options(found, chosen) {
  const all = chosen && !found.includes(chosen) ? [...found, chosen] : found;
  return all.map(value => ({ value, label: words(value) }));
}

export function Filters({ api, filter, rows, onChange, inputRef, filtered }) {
  const { data } = useLoad(signal => api.get('/api/connections', { signal }), []);
  const connections = (data?.items || []).map(connection => connection.id);
  return html`<div class="filters" role="search">
    <${SearchField} label="Filter what is loaded" placeholder="Filter by text, person, conversation   /" value=${filter.q}
      inputRef=${inputRef} onInput=${q => onChange({ q })} />
    <${Select} label="Connection" all="All connections" value=${filter.connection} onChange=${connection => onChange({ connection })}
      options=${filter.connection && !connections.includes(filter.connection) ? [...connections, filter.connection] : connections} />
    <${Select} label="Kind" all="All kinds" value=${filter.kind} onChange=${kind => onChange({ kind })}
      options=${options(distinct(rows, row => row.kind), filter.kind)} />
    <${Select} label="Channel" all="All channels" value=${filter.channel} onChange=${channel => onChange({ channel })}
      options=${options(distinct(rows, row => row.channel), filter.channel)} />
    ${filtered && html`<${Button} look="quiet" small icon="close"
      onClick=${() => onChange({ connection: '', kind: '', channel: '', q: '' })}>Clear</${Button}>`}
  </div>`;
}
