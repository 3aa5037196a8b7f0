// Queues, people and what is late.
import { Ago, Avatar, Card, Empty, Icon, html, formatNumber, plural, query, useLoad } from '/ui/console/ui.js';
import { Clock, Priority, languageName } from '/ui/inbox/chips.js';
import { mostUrgent, nameOf, subjectOf } from '/ui/inbox/model.js';
import { loads } from './model.js';

const PRIORITIES = ['Urgent', 'High', 'Normal', 'Low'];
const inbox = (view, queue) => `/inbox${query({ view, queue })}`;

function Count({ value, tone, href, title }) {
  if (!value) return html`<span class="muted">0</span>`;
  const number = html`<strong class=${tone ? `count-${tone}` : ''}>${formatNumber(value)}</strong>`;
  return href ? html`<a href=${href} title=${title}>${number}</a>` : number;
}

function Ranks({ counts }) {
  const all = (counts || []).reduce((total, count) => total + count, 0);
  if (!all) return html`<span class="muted">–</span>`;
  const told = counts.map((count, at) => `${count} ${PRIORITIES[at].toLowerCase()}`).join(', ');
  return html`<span class="ranks" role="img" aria-label=${told} title=${told}>${counts.map((count, at) => count > 0 && html`<i key=${at} class=${`rank rank-${at + 1}`} style=${{ flexGrow: count }}></i>`)}</span>`;
}

export function QueuesCard({ desk }) {
  return html`<${Card} title="Queues" icon="queues">
    ${desk.queues.length === 0 && html`<${Empty} icon="queues" title="There are no queues yet">Queues are made in the settings of care, so that cases go to those who can answer them.</${Empty}>`}
    ${desk.queues.length > 0 && html`<div class="table-wrap"><table><thead><tr><th>Queue</th><th class="number">Open</th><th class="number">With nobody</th><th class="number">Our turn</th><th class="number">Customer’s turn</th>
      <th class="number">Due soon</th><th class="number">Late</th><th>Priorities</th><th>Oldest</th><th>Next due</th></tr></thead>
      <tbody>${desk.queues.map(queue => html`<tr key=${queue.name} data-queue=${queue.name}>
        <td><a href=${inbox('open', queue.name)}>${queue.title || queue.name}</a>${queue.trouble > 0 && html` <span class="chip chip-bad" title="Answers that were refused, or of which nobody knows"><${Icon} name="alert" size=${12} />${plural(queue.trouble, 'answer')} in trouble</span>`}</td>
        <td class="number"><${Count} value=${queue.open} /></td><td class="number"><${Count} value=${queue.unassigned} tone="warn" href=${inbox('free', queue.name)} title="See them" /></td>
        <td class="number"><${Count} value=${queue.us} /></td><td class="number"><${Count} value=${queue.customer} /></td>
        <td class="number"><${Count} value=${queue.warned} tone="warn" /></td><td class="number"><${Count} value=${queue.breached} tone="bad" /></td>
        <td><${Ranks} counts=${queue.byPriority} /></td><td class="nowrap">${queue.oldestAt ? html`<${Ago} time=${queue.oldestAt} />` : html`<span class="muted">–</span>`}</td>
        <td class="nowrap">${queue.nextDue ? html`<${Clock} clock=${{ name: 'next', due: queue.nextDue }} />` : html`<span class="muted">–</span>`}</td></tr>`)}</tbody></table></div>`}
  </${Card}>`;
}

export function PeopleCard({ desk }) {
  const people = loads(desk.people || []);
  return html`<${Card} title="Load" icon="profiles">
    ${people.length === 0 && html`<${Empty} icon="profiles" title="Nobody answers yet">Agents are added where people are: by an administrator.</${Empty}>`}
    <ul class="loads">${people.map(one => html`<li key=${one.name} data-person=${one.name}><${Avatar} name=${one.title || one.name} id=${one.name} />
      <div class="load"><span class="load-name"><strong class="clip">${one.title || one.name}</strong>
        <span class="muted clip">${[...(one.languages || []).map(languageName), ...(one.skills || [])].join(', ')}</span>
        ${one.breached > 0 && html`<span class="chip chip-bad"><${Icon} name="alert" size=${12} />${one.breached} late</span>`}</span>
        <span class="load-bar" role="img" aria-label=${`${one.open} open, of them ${one.us} our turn`}><i hidden=${!one.open} style=${{ width: `${one.share}%` }}><b style=${{ width: `${one.open ? (100 * one.us) / one.open : 0}%` }}></b></i></span></div>
      <span class="load-count"><strong>${formatNumber(one.open)}</strong><span class="muted">${one.us} to do</span></span></li>`)}</ul>
  </${Card}>`;
}

/** What is late or due soon, and what did not arrive. */
export function LateCard({ api }) {
  const { data } = useLoad(signal => api.get(`/api/cases${query({ state: 'open', order: 'due', limit: 60 })}`, { signal }), [], { every: 5_000 });
  if (!data) return null;
  const late = data.items.filter(one => one.trouble || (one.clocks || []).some(clock => clock.breached || clock.warned || Date.parse(clock.due) <= Date.now())).slice(0, 8);
  return html`<${Card} title="Late, or soon" icon="clock" actions=${html`<a href="/inbox?view=open&order=due">All by time left</a>`}>
    ${late.length === 0 && html`<${Empty} icon="check" title="Everything is in time">Cases appear here before their time is over.</${Empty}>`}
    <ul class="late">${late.map(one => html`<li key=${one.id}><a href=${`/inbox/${one.id}?view=open`}><span class="late-what"><strong class="clip" dir="auto">${subjectOf(one)}</strong>
      <span class="muted clip"><bdi>${nameOf(one)}</bdi> · ${one.queue || 'in no queue'} · ${one.assignee || 'with nobody'}</span></span>
      ${one.trouble ? html`<span class="chip chip-bad" title=${one.trouble}><${Icon} name="alert" size=${12} />not delivered</span>` : html`<${Priority} priority=${one.priority} />`}
      ${mostUrgent(one.clocks) ? html`<${Clock} clock=${mostUrgent(one.clocks)} />` : html`<span></span>`}</a></li>`)}</ul>
  </${Card}>`;
}

export function UnwatchedCard({ api }) {
  const { data } = useLoad(signal => api.get('/api/care/unwatched', { signal }), [], { every: 15_000 });
  if (!data) return null;
  return html`<${Card} title="Unwatched" icon="alert">
    ${data.items.length === 0 && html`<${Empty} icon="check" title="Everything is watched">Each channel, unit and topic that is heard is covered by a queue or a rule.</${Empty}>`}
    ${data.items.length > 0 && html`<p class="card-body muted">Heard, but covered by no queue and no rule. Nobody will answer unless somebody looks.</p>`}
    <ul class="late">${data.items.map(one => html`<li key=${`${one.channel}${one.unit}${one.topic}`}><a href=${one.case ? `/inbox/${one.case}?view=open` : '/inbox?view=open&queue=none'}>
      <span class="late-what"><strong>${[one.channel, one.topic].filter(Boolean).join(' · ').replace(/[-_]+/g, ' ')}</strong><span class="muted">${one.unit || 'no unit'}</span></span>
      <span class="chip chip-warn">${plural(one.open, 'case')} open</span><span class="muted">${one.oldestAt && html`<${Ago} time=${one.oldestAt} />`}</span></a></li>`)}</ul>
  </${Card}>`;
}
