// What people talk about: how often each topic, subject, intent, … came in a span of days, and how it was felt.
import {
  Card, Empty, Failure, PageHead, Select, Skeleton, formatNumber, html, query, stylesheet, useLoad, words,
} from '/ui/console/ui.js';
import { Felt } from './felt.js';
import { Value } from './value.js';

await stylesheet('/ui/topics/page.css');

const USUAL = ['topic', 'about', 'intent', 'emotion', 'urgency', 'sentiment', 'language'];
const SPANS = [['7', '7 days'], ['30', '30 days'], ['90', '90 days'], ['365', 'a year']];
const NAMES = { about: 'Subjects', topic: 'Topics', intent: 'Intents', emotion: 'Emotions', urgency: 'Urgency', sentiment: 'Feelings', language: 'Languages' };

const nameOf = type => NAMES[type] || words(type);

/** The types to choose from: those that came, in the usual order, the others behind. */
export function typesOf(found) {
  const place = type => (USUAL.includes(type) ? USUAL.indexOf(type) : USUAL.length);
  return found.map(one => one.type).sort((one, other) => place(one) - place(other) || one.localeCompare(other));
}

function Row({ one, most, href, open }) {
  return html`<tr class=${open ? 'topic-open' : ''}>
    <th scope="row"><a href=${href} dir="auto">${one.value}</a></th>
    <td class="number">${formatNumber(one.signals)}</td>
    <td class="topic-felt"><${Felt} of=${one} width=${one.signals / most} /></td>
  </tr>`;
}

function Values({ api, type, days, chosen, to }) {
  const { data, error, loading, reload } = useLoad(
    signal => api.get(`/api/insights/values${query({ type, from: since(days) })}`, { signal }), [type, days], { every: 10_000 });
  if (loading && !data) return html`<${Skeleton} rows=${10} />`;
  if (!data) return html`<${Failure} error=${error} retry=${reload} />`;
  if (data.values.length === 0) {
    return html`<${Empty} icon="bulb" title="Nothing in this time">Choose a longer span.</${Empty}>`;
  }
  const most = Math.max(...data.values.map(one => one.signals));
  return html`<div class="table-wrap"><table class="topics">
    <thead><tr><th scope="col">${nameOf(type)}</th><th scope="col" class="number">Signals</th><th scope="col">How it was felt</th></tr></thead>
    <tbody>${data.values.map(one => html`<${Row} key=${one.value} one=${one} most=${most} open=${one.value === chosen}
      href=${to({ value: one.value })} />`)}</tbody></table></div>`;
}

/** The first day of a span that ends today. */
export const since = (days, now = Date.now()) => new Date(now - (days - 1) * 86_400_000).toISOString().slice(0, 10);

export default function Topics({ params, api, navigate }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/insights/types', { signal }), [], { every: 30_000 });
  const types = typesOf(data?.types || []);
  const { type = types[0], days = '30', value = '' } = params.query;
  const to = change => `/topics${query({ type, days, value, ...change })}`;
  if (loading && !data) return html`<${Skeleton} rows=${12} />`;
  if (!data) return html`<${PageHead} title="Topics" /><${Failure} error=${error} retry=${reload} />`;
  return html`<div class="stack-large">
    <${PageHead} title="Topics" lead="What people talk about, what they want and how they feel about it." actions=${html`
      <${Select} label="Span" value=${days} options=${SPANS.map(([id, label]) => ({ value: id, label }))}
        onChange=${next => navigate(to({ days: next }), { replace: true })} />`} />
    ${types.length === 0 ? html`<${Card}><${Empty} icon="bulb" title="Nothing understood yet">
        What enrichers find in signals is counted here by day.</${Empty}></${Card}>` : html`
      <nav class="tabs" aria-label="What is counted">${types.map(one => html`<a key=${one} href=${to({ type: one, value: '' })}
        aria-current=${one === type ? 'page' : undefined}>${nameOf(one)}</a>`)}</nav>
      <div class=${`topics-body ${value ? 'topics-chosen' : ''}`}>
        <${Card}><${Values} api=${api} type=${type} days=${Number(days)} chosen=${value} to=${to} /></${Card}>
        ${value && html`<${Value} key=${`${type}:${value}:${days}`} api=${api} type=${type} value=${value} from=${since(Number(days))}
          close=${() => navigate(to({ value: '' }))} />`}
      </div>`}
  </div>`;
}
