// The supervisor's view: is everybody answered, by whom, and where does it stick?
import { Button, Card, Failure, Figure, PageHead, Skeleton, formatNumber, html, stylesheet, useLoad } from '/ui/console/ui.js';
import { LateCard, PeopleCard, QueuesCard, UnwatchedCard } from './desk.js';
import { LedgerCard } from './ledger.js';

await Promise.all([stylesheet('/ui/inbox/signs.css'), stylesheet('/ui/queues/page.css')]);

function Figures({ desk }) {
  const { total } = desk;
  return html`<${Card} class="queue-figures">
    <${Figure} name="Open" value=${formatNumber(total.open)} of=${`${formatNumber(total.us)} our turn, ${formatNumber(total.customer)} the customer’s, ${formatNumber(total.snoozed)} snoozed`} />
    <${Figure} name="With nobody" value=${formatNumber(total.unassigned)} tone=${total.unassigned > 0 ? 'warn' : ''} of=${`${formatNumber(desk.unqueued)} in no queue`} />
    <${Figure} name="Due soon" value=${formatNumber(total.warned)} tone=${total.warned > 0 ? 'warn' : ''} of="their people have been warned" />
    <${Figure} name="Late" value=${formatNumber(total.breached)} tone=${total.breached > 0 ? 'bad' : ''} of="a promised time is over" />
    <${Figure} name="On their way" value=${formatNumber(total.pending)} of=${`${formatNumber(total.trouble)} refused or unsure`} tone=${total.trouble > 0 ? 'warn' : ''} />
  </${Card}>`;
}

export default function Queues({ api }) {
  const { data: desk, error, loading, reload } = useLoad(signal => api.get('/api/care/queues', { signal }), [], { every: 3_000 });
  return html`<div class="queues">
    <${PageHead} title="Queues" lead="Whether everybody is answered, by whom, and where it sticks." actions=${html`<${Button} icon="inbox" href="/inbox?view=open">All open cases</${Button}>`} />
    ${loading && !desk && html`<${Skeleton} rows=${10} />`}
    ${error && !desk && html`<${Failure} error=${error} retry=${reload} />`}
    ${desk && html`<div class="stack-large"><${Figures} desk=${desk} /><${QueuesCard} desk=${desk} />
      <div class="queues-columns"><${LateCard} api=${api} /><${PeopleCard} desk=${desk} /></div>
      <${LedgerCard} api=${api} /><${UnwatchedCard} api=${api} /></div>`}
  </div>`;
}
