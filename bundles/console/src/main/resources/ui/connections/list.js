// All connections with their health.
import { Ago, Button, Empty, Failure, Icon, PageHead, Problems, Skeleton, channelIcon, formatNumber, html, plural, segment, useLoad } from '/ui/console/ui.js';
import { ConnectionActions } from './actions.js';
import { problemsOf, RetryAt, Status, useRates } from './health.js';

const EVERY = 3_000;

function latest({ lastHeard, lastPerformed, hears, speaks }) {
  const spoke = lastPerformed && (!lastHeard || lastPerformed > lastHeard) || speaks && !hears;
  return spoke ? { time: lastPerformed, what: 'last performed' } : { time: lastHeard, what: 'last heard' };
}

function Line({ api, connection, spec, rate, reload }) {
  const problems = problemsOf(connection);
  const last = latest(connection);
  const onlySpeaks = connection.speaks && !connection.hears;
  return html`<li class="connection" data-connection=${connection.id}>
    <div class="connection-line">
      <span class="connection-icon"><${Icon} name=${channelIcon(spec?.channel || connection.connector)} size=${18} /></span>
      <div class="connection-name">
        <a href=${`/connections/${segment(connection.id)}`} class="clip">${connection.id}</a>
        <span class="muted clip">${spec?.title || connection.connector}${connection.unit && ` · ${connection.unit}`}</span>
      </div>
      <div class="connection-status"><${Status} connection=${connection} /></div>
      <div class="connection-number"
        title="Signals heard since the process started"><strong>${onlySpeaks ? '–' : formatNumber(connection.heard)}</strong><span>heard</span></div>
      <div class="connection-number"
        title="Heard in the last minute, as far as this console watched"><strong>${rate == null || onlySpeaks ? '–' : formatNumber(rate)}</strong><span>last minute</span></div>
      <div class="connection-number"
        title="Actions performed since the process started"><strong>${connection.speaks ? formatNumber(connection.performed) : '–'}</strong><span>performed</span></div>
      <div class="connection-number" title="Dead letters made since the process started"><strong
        class=${connection.rejected > 0 ? 'rating-warn' : ''}>${formatNumber(connection.rejected)}</strong><span>rejected</span></div>
      <div class="connection-last"><span><${Ago} time=${last.time} none="nothing yet" /></span><span class="muted clip"
        title=${connection.progress}>${connection.progress || last.what}</span></div>
      <${ConnectionActions} api=${api} connection=${connection} onChange=${reload} />
    </div>
    ${problems.length > 0 && html`<div class="connection-problems"><${Problems} problems=${problems} /><${RetryAt}
      time=${connection.retryAt} /></div>`}
  </li>`;
}

function summary(items) {
  const bad = items.filter(connection => ['failing', 'quarantined', 'absent'].includes(connection.status)).length;
  return `${plural(items.length, 'connection')}, ${bad === 0 ? 'none with problems' : `${bad} with problems`}.`;
}

export function List({ api }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/connections', { signal }), [], { every: EVERY });
  const rates = useRates(data?.items);
  const add = html`<${Button} look="primary" icon="plus" href="/connections/new">Add a connection</${Button}>`;
  return html`<${PageHead} title="Connections" lead=${data ? summary(data.items) : 'What Antiphon hears and speaks by.'} actions=${add} />
    <section class="card" aria-label="Connections">
      ${loading && !data && html`<${Skeleton} rows=${8} />`}
      ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
      ${data && data.items.length === 0 && html`<${Empty} icon="connections" title="Nothing is connected yet" action=${add}>
        A connection is a connector configured once, with a name. Begin with <a
          href="/connections/new/demo">demo</a> to see a small world play, or
        with <a href="/connections/new/webhook">webhook</a> to take what is pushed at you.</${Empty}>`}
      <ul>${(data?.items || []).map(connection => html`<${Line} key=${connection.id} api=${api} connection=${connection}
        spec=${data.specs.find(spec => spec.name === connection.connector)} rate=${rates.get(connection.id)} reload=${reload} />`)}</ul>
    </section>`;
}
