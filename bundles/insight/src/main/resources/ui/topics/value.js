// One value: its days, and signals it was found in.
import {
  Bars, Card, Failure, IconButton, Skeleton, formatNumber, gist, html, plural, query, segment, useLoad, Ago, Channel,
} from '/ui/console/ui.js';
import { Felt } from './felt.js';

const MOST_EXAMPLES = 8;

/** One number for each day from the first to the last, also for those on which there was nothing. */
export function byDay(days, from, to) {
  const known = new Map(days.map(one => [one.day, one.signals]));
  const values = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    values.push(known.get(new Date(at).toISOString().slice(0, 10)) || 0);
  }
  return values;
}

function total(days) {
  const sum = { signals: 0, positive: 0, negative: 0, neutral: 0, mixed: 0 };
  for (const day of days) for (const name of Object.keys(sum)) sum[name] += day[name];
  return sum;
}

async function examples(api, days, signal) {
  const latest = days.map(day => day.latest).reverse().slice(0, MOST_EXAMPLES);
  const found = await Promise.allSettled(latest.map(id => api.get(`/api/signals/${segment(id)}`, { signal })));
  return found.filter(one => one.status === 'fulfilled').map(one => one.value);
}

function Examples({ api, days }) {
  const { data, loading } = useLoad(signal => examples(api, days, signal), [days.map(day => day.latest).join()]);
  if (loading && !data) return html`<${Skeleton} rows=${3} />`;
  return html`<ul class="examples">${(data || []).map(item => html`<li key=${item.id}><a href=${`/signals/${segment(item.id)}`}>
    <span class="muted"><${Ago} time=${item.heardAt} /> <${Channel} channel=${item.channel} /></span>
    <span dir="auto" lang=${item.language || undefined}>${gist(item)}</span></a></li>`)}</ul>`;
}

export function Value({ api, type, value, from, close }) {
  const { data, error, loading, reload } = useLoad(
    signal => api.get(`/api/insights/days${query({ type, value, from })}`, { signal }), [type, value, from]);
  const sum = data && total(data.days);
  return html`<${Card} title=${html`<bdi>${value}</bdi>`} actions=${html`<${IconButton} icon="close" label="Close" onClick=${close} />`}>
    ${loading && !data && html`<${Skeleton} rows=${6} />`}
    ${!loading && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && html`<div class="card-body stack">
      <p class="muted">${plural(sum.signals, 'signal')} from ${data.from} to ${data.to}</p>
      <${Felt} of=${sum} />
      <${Bars} values=${byDay(data.days, data.from, data.to)} label=${`Signals a day, at most ${formatNumber(
        Math.max(0, ...data.days.map(day => day.signals)))}`} />
      <h3 class="card-sub">The latest of each day</h3>
      <${Examples} api=${api} days=${data.days} />
    </div>`}
  </${Card}>`;
}
