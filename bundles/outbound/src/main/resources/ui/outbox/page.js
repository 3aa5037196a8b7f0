// What has not left yet: where it stands, who holds it and why, and what a person does about it.
import {
  Button, Confirm, Empty, Failure, PageHead, Select, Skeleton, formatNumber, html, may, me, plural, query, stylesheet, toast, useEffect, useLoad, useState, useStore,
} from '/ui/console/ui.js';
import { Line, STAGES } from './item.js';
import { Rules } from './rules.js';
import { follow, look, stops } from './stops.js';
import { Switches } from './switches.js';

await stylesheet('/ui/outbox/page.css');

const PAGE = 50;
const GUARDS = ['stop', 'approval', 'consent', 'quiet-hours', 'text', 'contact-budget'];

function Counts({ counts }) {
  if (counts.length === 0) return null;
  const columns = ['waiting', 'held', 'performing', 'retrying', 'unsure', 'done', 'refused', 'failed'];
  return html`<section class="card" aria-label="By connection"><div class="table-wrap"><table class="outbox-counts">
    <thead><tr><th scope="col">Connection</th>${columns.map(name => html`<th scope="col" class="number" key=${name}>
      ${{ performing: 'leaving', done: 'left' }[name] || name}</th>`)}</tr></thead>
    <tbody>${counts.map(count => html`<tr key=${count.connection}><th scope="row">${count.connection}</th>
      ${columns.map(name => html`<td class="number" key=${name}>${formatNumber(count[name])}</td>`)}</tr>`)}</tbody>
  </table></div></section>`;
}

function Bulk({ api, chosen, filter, count, onDone }) {
  const [asked, setAsked] = useState('');
  const which = chosen.length > 0 ? plural(chosen.length, 'action') : 'all that match';
  async function go(reason) {
    let done = 0;
    let refused = {};
    let more = true;
    while (more) {
      const body = chosen.length > 0 ? { ids: chosen } : { filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) };
      const result = await api.post(`/api/outbox/${asked}`, { ...body, reason });
      done += result.done;
      refused = { ...refused, ...result.refused };
      more = result.more && result.done > 0 && asked === 'discard' && chosen.length === 0;
    }
    const not = Object.values(refused);
    toast(`${plural(done, 'action')} ${asked === 'approve' ? 'approved' : 'discarded'}${not.length > 0 ? `; not: ${not[0]}` : ''}.`, not.length > 0 ? 'bad' : 'good');
    onDone();
  }
  return html`<div class="outbox-bulk" role="group" aria-label="Many at once"><span>${chosen.length > 0 ? `${plural(chosen.length, 'action')} chosen` : plural(count, 'action shown', 'actions shown')}</span>
    <${Button} small icon="check" class="approve-many" onClick=${() => setAsked('approve')}>Approve ${which}</${Button}>
    <${Button} small look="danger" icon="trash" class="discard-many" onClick=${() => setAsked('discard')}>Discard ${which}</${Button}>
    ${asked && html`<${Confirm} title=${`${asked === 'approve' ? 'Approve' : 'Discard'} ${which}?`} look=${asked === 'approve' ? 'primary' : 'danger'}
      action=${asked === 'approve' ? 'Approve' : 'Discard'} reason="Reason" onConfirm=${go} onClose=${() => setAsked('')}>
      <p>${asked === 'approve' ? 'They leave as soon as the other guards allow it.' : 'They never leave. The journal keeps that you discarded them.'}</p></${Confirm}>`}
  </div>`;
}

export default function OutboxPage({ params, api, navigate }) {
  const told = useStore(stops);
  useStore(me);
  const level = { agent: may('agent'), supervisor: may('supervisor') };
  const [chosen, setChosen] = useState([]);
  const [rules, setRules] = useState(false);
  const { stage = '', connection = '', by = '' } = params.query;
  const filter = { stage, connection, by };
  useEffect(() => follow(api), [api]);
  const { data, error, loading, reload, setData } = useLoad(
    signal => api.get(`/api/outbox${query({ ...filter, limit: PAGE })}`, { signal }), [stage, connection, by], { every: 5_000 });
  const items = data?.items || [];
  const goTo = change => {
    setChosen([]);
    navigate(`/outbox${query({ ...filter, ...change })}`, { replace: true });
  };
  const done = () => {
    setChosen([]);
    reload();
    look();
  };
  async function more() {
    const page = await api.get(`/api/outbox${query({ ...filter, limit: PAGE, after: data.next })}`);
    setData(before => ({ ...page, items: [...before.items, ...page.items] }));
  }
  const toggle = id => setChosen(chosen.includes(id) ? chosen.filter(one => one !== id) : [...chosen, id]);
  const canChoose = level.supervisor && stage !== 'unsure';
  return html`<div class="stack-large">
    <${PageHead} title="Outbox" lead="What was decided and has not left yet. Guards ask at the last moment; what they hold stays here until they, or you, let it go."
      actions=${html`
        <${Select} label="Stage" all="All stages" value=${stage} onChange=${value => goTo({ stage: value })}
          options=${Object.entries(STAGES).map(([value, [, label]]) => ({ value, label }))} />
        <${Select} label="Held by" all="All guards" value=${by} options=${[...new Set([...GUARDS, by].filter(Boolean))]} onChange=${value => goTo({ by: value })} />
        <${Select} label="Connection" all="All connections" value=${connection} onChange=${value => goTo({ connection: value })}
          options=${[...new Set([...(data?.counts || []).map(count => count.connection), connection].filter(Boolean))]} />
        <${Button} icon="edit" class="rules" onClick=${() => setRules(true)}>Rules</${Button}>`} />
    <${Switches} api=${api} told=${told} level=${level} chosen=${chosen} onDone=${done} />
    <section class="card" aria-label="Actions that have not left">
      ${loading && !data && html`<${Skeleton} rows=${6} />`}
      ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
      ${data && items.length === 0 && html`<${Empty} icon="check" title="Nothing waits">Whatever was decided has left, or was refused.</${Empty}>`}
      ${items.length > 0 && canChoose && html`<${Bulk} api=${api} chosen=${chosen} filter=${filter} count=${items.length} onDone=${done} />`}
      <ul>${items.map(item => html`<${Line} key=${item.id} api=${api} item=${item} level=${level} onDone=${done}
        checked=${chosen.includes(item.id)} onCheck=${canChoose && (() => toggle(item.id))} />`)}</ul>
      ${data?.next && html`<div class="list-more"><${Button} look="quiet" icon="down" onClick=${more}>More</${Button}></div>`}
    </section>
    <${Counts} counts=${data?.counts || []} />
    ${rules && html`<${Rules} api=${api} mayChange=${level.supervisor} onClose=${() => setRules(false)} />`}
  </div>`;
}
