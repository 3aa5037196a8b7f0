// The left pane: which cases, and each in three lines.
import { Button, Empty, Failure, SearchField, Select, Skeleton, html, plural, useLoad } from '/ui/console/ui.js';
import { MOST } from './cases.js';
import { VIEWS } from './model.js';
import { Row } from './row.js';

const ORDERS = [{ value: '', label: 'By priority' }, { value: 'due', label: 'By time left' }, { value: 'latest', label: 'By latest' }];

function Nothing({ filter, onChange }) {
  if (filter.q || filter.queue) {
    return html`<${Empty} icon="search" title="No case fits" action=${html`<${Button}
      onClick=${() => onChange({ q: '', queue: '' })}>Clear the filters</${Button}>`}>Cases that come to fit appear here by themselves.</${Empty}>`;
  }
  if (filter.view === 'mine') {
    return html`<${Empty} icon="check" title="Nothing waits for you" action=${html`<${Button} look="primary"
      onClick=${() => onChange({ view: 'free' })}>See what nobody has</${Button}>`}>Cases that are given to you appear here by themselves.</${Empty}>`;
  }
  return html`<${Empty} icon="check" title="Nothing here">Cases appear here by themselves.</${Empty}>`;
}

export function List({ api, filter, found, open, marked, drafts, me, onChange, onOpen, searchRef, listRef }) {
  const { data: desk } = useLoad(signal => api.get('/api/care/queues', { signal }), [], { every: 15_000 });
  const queues = [...(desk?.queues || []).map(queue => ({ value: queue.name, label: queue.title || queue.name })), { value: 'none', label: 'In no queue' }];
  return html`<section class="pane pane-list" aria-label="Cases">
    <header class="list-head">
      <div class="list-title"><h1>Inbox</h1>
        <span class="muted" role="status">${found.loading ? '' : `${plural(found.items.length, 'case')}${found.next ? ' and more' : ''}`}</span></div>
      <div class="list-filters">
        <${Select} label="Which cases" value=${filter.view} onChange=${view => onChange({ view })}
          options=${VIEWS.map(view => ({ value: view.name, label: view.title }))} class="view-select" />
        <${Select} label="Queue" value=${filter.queue} all="All queues" onChange=${queue => onChange({ queue })} options=${queues} />
        <${Select} label="Order" value=${filter.order} onChange=${order => onChange({ order })} options=${ORDERS} />
      </div>
      <${SearchField} value=${filter.q} label="Search in cases" placeholder="Subject, tag or number" inputRef=${searchRef}
        onInput=${q => onChange({ q })} />
    </header>
    <div class="list-body" ref=${listRef}>
      ${found.loading && html`<${Skeleton} rows=${12} />`}
      ${found.error && found.items.length === 0 && html`<${Failure} error=${found.error} retry=${found.reload} />`}
      ${!found.loading && !found.error && found.items.length === 0 && html`<${Nothing} filter=${filter} onChange=${onChange} />`}
      <ol>${found.items.map(row => html`<${Row} key=${row.id} row=${row} open=${row.id === open} marked=${row.id === marked}
        draft=${drafts.includes(row.id)} me=${me} onOpen=${onOpen} />`)}</ol>
      ${found.next && found.items.length < MOST && html`<div class="list-more"><${Button} look="quiet" icon="down" onClick=${found.more}>More cases</${Button}></div>`}
      ${found.next && found.items.length >= MOST && html`<p class="list-more muted">These are the first ${MOST}. Search or choose a queue to see others.</p>`}
    </div>
  </section>`;
}
