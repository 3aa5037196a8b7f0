// One set: its text, which is saved as a whole, and what each of its queries has found.
import {
  Bars, Button, Card, Confirm, Failure, PageHead, Pill, Skeleton, formatNumber, html, plural, query, segment, toast, useEffect,
  useLoad, useState,
} from '/ui/console/ui.js';
import { Faults } from './faults.js';
import { TryOut } from './tryout.js';

const DAYS = 14;
const DAY = 86_400_000;
const START = `# What this set listens for. A name, and below it, indented, the query.
late-delivery
    (late OR delayed) NEAR/5 (delivery OR parcel)
`;

/** The hits of each query in the last days, the latest day last: Map of name to numbers. */
export function byQuery(hits, set, now = Date.now()) {
  const first = Math.floor(now / DAY) - DAYS + 1;
  const found = new Map();
  for (const one of hits) {
    if (!one.query.startsWith(`${set}/`)) continue;
    const name = one.query.slice(set.length + 1);
    if (!found.has(name)) found.set(name, new Array(DAYS).fill(0));
    const at = Math.floor(Date.parse(one.from) / DAY) - first;
    if (at >= 0 && at < DAYS) found.get(name)[at] += one.hits;
  }
  return found;
}

function Found({ one, hits, onTry }) {
  const sum = hits.reduce((all, day) => all + day, 0);
  return html`<tr>
    <th scope="row">${one.name}${one.topic && html` <${Pill} tone="violet" title="The topic that it feeds">${one.topic}</${Pill}>`}</th>
    <td class="query-text"><code dir="auto">${one.text}</code></td>
    <td class="number">${formatNumber(sum)}</td>
    <td class="query-days"><${Bars} values=${hits} height=${22} label=${`${sum} hits in ${DAYS} days`} /></td>
    <td><${Button} small look="quiet" onClick=${() => onTry(one.text)}>Try</${Button}></td></tr>`;
}

function Queries({ api, set, onTry }) {
  const { data } = useLoad(signal => api.get(`/api/queries/hits${query({ query: `${set.name}/`, by: 'day' })}`, { signal }), [set.name, set.version], { every: 10_000 });
  const hits = byQuery(data?.hits || [], set.name);
  const none = new Array(DAYS).fill(0);
  return html`<div class="table-wrap"><table class="queries"><thead><tr><th scope="col">Query</th><th scope="col">Listens for</th>
      <th scope="col" class="number">Hits</th><th scope="col">${DAYS} days</th><th><span class="hidden">Try</span></th></tr></thead>
    <tbody>${set.queries.slice(0, 500).map(one => html`<${Found} key=${one.name} one=${one} hits=${hits.get(one.name) || none}
      onTry=${onTry} />`)}</tbody></table>
    ${set.queries.length > 500 && html`<p class="muted">The first 500 of ${formatNumber(set.queries.length)}.</p>`}</div>`;
}

function Text({ api, name, text, faults: known, onSaved }) {
  const [draft, setDraft] = useState(text);
  const [faults, setFaults] = useState(known);
  const [busy, setBusy] = useState(false);
  useEffect(() => setDraft(text), [text]);
  async function save() {
    setBusy(true);
    try {
      await api.text('PUT', `/api/queries/sets/${segment(name)}`, draft);
      setFaults([]);
      toast(`${name} is live`);
      onSaved();
    } catch (error) {
      setFaults(error.body?.faults || [{ query: '', shown: error.message }]);
    } finally {
      setBusy(false);
    }
  }
  const onKeyDown = event => {
    if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  };
  return html`<${Card} title="Text" actions=${html`<${Button} look="primary" busy=${busy} disabled=${draft === text && faults.length === 0}
      onClick=${save}>Save</${Button}>`}>
    <div class="card-body"><textarea class="input query-source" spellcheck="false" aria-label="The set's text" rows=${Math.min(28, Math.max(8, draft.split('\n').length + 1))}
      value=${draft} onInput=${event => setDraft(event.currentTarget.value)} onKeyDown=${onKeyDown}></textarea>
    <${Faults} faults=${faults} /></div></${Card}>`;
}

async function load(api, name, fresh, signal) {
  if (fresh) {
    const { sets } = await api.get('/api/queries', { signal });
    if (!sets.some(set => set.name === name)) return { name, unit: '', version: '', queries: [], faults: [], text: '' };
  }
  return api.get(`/api/queries/sets/${segment(name)}`, { signal });
}

export function QuerySet({ api, name, fresh, navigate }) {
  const { data, error, loading, reload } = useLoad(signal => load(api, name, fresh, signal), [name]);
  const [trying, setTrying] = useState('');
  const [leaving, setLeaving] = useState(false);
  if (loading && !data) return html`<${Skeleton} rows=${10} />`;
  if (!data) return html`<${PageHead} title=${name} back=${{ href: '/queries', label: 'Queries' }} /><${Failure} error=${error} retry=${reload} />`;
  const remove = async () => {
    await api.delete(`/api/queries/sets/${segment(name)}`);
    toast(`${name} is deleted`);
    navigate('/queries');
  };
  return html`<div class="stack-large">
    <${PageHead} title=${name} back=${{ href: '/queries', label: 'Queries' }}
      lead=${`${plural(data.queries.length, 'query', 'queries')}${data.unit ? `, heard in ${data.unit}` : ''}`}
      actions=${data.version && html`<${Button} look="quiet" onClick=${() => setLeaving(true)}>Delete</${Button}>`} />
    ${data.queries.length > 0 && html`<${Card} title="What they find"><${Queries} api=${api} set=${data} onTry=${setTrying} /></${Card}>`}
    <${TryOut} key=${trying} api=${api} start=${trying} unit=${data.unit} />
    <${Text} api=${api} name=${name} text=${data.text || (data.version ? '' : START)} faults=${data.faults} onSaved=${reload} />
    ${leaving && html`<${Confirm} title=${`Delete ${name}?`} action="Delete" onConfirm=${remove} onClose=${() => setLeaving(false)}>
      Its queries listen no longer. Its versions are kept in <code>data/queries/</code>.</${Confirm}>`}
  </div>`;
}
