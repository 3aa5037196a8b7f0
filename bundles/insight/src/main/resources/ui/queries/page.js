// Listening queries: the sets, one set's text and hits, and a try-out on the signals heard last.
import {
  Button, Card, Dialog, Empty, Failure, PageHead, Pill, Skeleton, formatNumber, html, plural, segment, stylesheet, useLoad, useState,
} from '/ui/console/ui.js';
import { QuerySet } from './set.js';
import { TryOut } from './tryout.js';

await stylesheet('/ui/queries/page.css');

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

function Sets({ sets }) {
  return html`<ul class="sets">${sets.map(set => html`<li key=${set.name}><a href=${`/queries/${segment(set.name)}`} class="card set">
    <strong>${set.name}</strong>
    <span class="muted">${plural(set.queries, 'query', 'queries')}${set.unit && ` · ${set.unit}`}</span>
    ${set.faults.length > 0 && html`<${Pill} tone="bad">${plural(set.faults.length, 'mistake')}</${Pill}>`}</a></li>`)}</ul>`;
}

function NewSet({ onClose, onCreate }) {
  const [name, setName] = useState('');
  const fits = NAME.test(name);
  return html`<${Dialog} title="New set of queries" onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Cancel</${Button}>
      <${Button} look="primary" disabled=${!fits} onClick=${() => onCreate(name)}>Write it</${Button}>`}>
    <label class="field"><span>Name</span><input class="input" value=${name} autofocus maxlength="64"
      onInput=${event => setName(event.currentTarget.value)} /></label>
    <p class="muted">Small letters, digits, “-”, “_” and “.”; it is the file's name in <code>etc/queries/</code>.</p>
  </${Dialog}>`;
}

function All({ api, navigate }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/queries', { signal }), [], { every: 5_000 });
  const [naming, setNaming] = useState(false);
  const create = html`<${Button} look="primary" icon="plus" onClick=${() => setNaming(true)}>New set</${Button}>`;
  return html`<div class="stack-large">
    <${PageHead} title="Queries" lead=${data ? `${formatNumber(data.queries)} listening ${
      data.queries === 1 ? 'query is' : 'queries are'} asked of every signal.` : 'Listening queries, asked of every signal.'} actions=${create} />
    ${loading && !data && html`<${Skeleton} rows=${6} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && data.sets.length === 0 && html`<${Card}><${Empty} icon="search" title="No query listens yet" action=${create}>
      A query such as <code>(late OR delayed) NEAR/5 (delivery OR parcel)</code> marks each signal that it matches.</${Empty}></${Card}>`}
    ${data && data.sets.length > 0 && html`<${Sets} sets=${data.sets} />`}
    <${TryOut} api=${api} />
    ${naming && html`<${NewSet} onClose=${() => setNaming(false)} onCreate=${name => navigate(`/queries/${segment(name)}?new=yes`)} />`}
  </div>`;
}

export default function Queries({ params, api, navigate }) {
  const name = params.path[0];
  return name
    ? html`<${QuerySet} key=${name} api=${api} name=${name} fresh=${params.query.new === 'yes'} navigate=${navigate} />`
    : html`<${All} api=${api} navigate=${navigate} />`;
}
