// The right pane: who is speaking, what else they said, and why the case stands as it does.
import {
  Ago, Avatar, Failure, Icon, IconButton, IdentityChip, Skeleton, channelIcon, formatWhen, gist, html, plural, query, segment, useEffect, useLoad, useRef, words,
} from '/ui/console/ui.js';
import { Clock, Priority } from './chips.js';
import { CLOCKS, feelingTone } from './model.js';

const feelingOf = item => item.insights?.find(({ type, about }) => type === 'sentiment' && !about)?.value;

function Known({ api, id, changed }) {
  const { data: profile, error, reload } = useLoad(signal => api.get(`/api/profiles/${segment(id)}`, { signal }), [id]);
  const { data: past, reload: again } = useLoad(signal => api.get(`/api/profiles/${segment(id)}/timeline${query({ limit: 12 })}`, { signal }), [id]);
  const seen = useRef(changed);
  useEffect(() => {
    if (seen.current !== changed) {
      seen.current = changed;
      reload();
      again();
    }
  }, [changed]);
  if (error) return html`<${Failure} error=${error} retry=${reload} />`;
  if (!profile) return html`<${Skeleton} rows=${6} />`;
  const name = String(profile.traits?.name || profile.identities[0]?.value || profile.id);
  const traits = Object.entries(profile.traits || {}).filter(([key, value]) => key !== 'name' && typeof value !== 'object').slice(0, 8);
  return html`
    <div class="customer-head"><${Avatar} name=${name} id=${profile.id} large /><div><h2><a href=${`/profiles/${segment(profile.id)}`} dir="auto">${name}</a></h2>
      <p class="muted">${plural(profile.signals, 'signal')}${profile.firstSeen && html` since <${Ago} time=${profile.firstSeen} />`}</p></div></div>
    <section><h3>Reached by</h3><ul class="side-identities">${profile.identities.slice(0, 8).map(identity => html`<li key=${`${identity.scheme}:${identity.value}`}>
      <${IdentityChip} identity=${identity} copy /></li>`)}</ul></section>
    ${traits.length > 0 && html`<section><h3>Traits</h3><dl class="side-facts">${traits.map(([key, value]) => html`<div key=${key}><dt>${words(key)}</dt><dd dir="auto">${String(value)}</dd></div>`)}</dl></section>`}
    ${past?.items.length > 0 && html`<section><h3>Over all channels</h3><ol class="side-past">${past.items.map(item => html`<li key=${item.id}>
      <a href=${`/signals/${segment(item.id)}`}><${Icon} name=${channelIcon(item.channel)} size=${14} label=${words(item.channel)} />
        <span class="side-gist" dir="auto">${gist(item) || words(item.kind)}</span>
        ${feelingOf(item) && html`<i class=${`chip-dot dot-${feelingTone(feelingOf(item))}`} title=${feelingOf(item)}><span class="hidden">${feelingOf(item)}</span></i>`}
        <time datetime=${item.occurredAt || item.heardAt}>${formatWhen(item.occurredAt || item.heardAt)}</time></a></li>`)}</ol></section>`}`;
}

function Why({ told }) {
  return html`<section><h3>This case</h3><dl class="side-facts">
    ${(told.clocks || []).map(clock => html`<div key=${clock.name}><dt>${CLOCKS[clock.name] || words(clock.name)}</dt><dd><${Clock} clock=${clock} /></dd></div>`)}
    <div><dt>Priority</dt><dd><${Priority} priority=${told.priority} /><ul class="side-why">${(told.priorityWhy || []).map(one => html`<li key=${one.reason}>${one.reason}</li>`)}</ul></dd></div>
    ${told.queue && html`<div><dt>Queue</dt><dd>${told.queue}${told.queueWhy && html`<span class="side-why">${told.queueWhy}</span>`}</dd></div>`}
    <div><dt>With</dt><dd>${told.assigneeTitle || told.assignee || 'nobody yet'}${told.assigneeWhy && html`<span class="side-why">${told.assigneeWhy}</span>`}</dd></div>
    ${told.unit && html`<div><dt>Unit</dt><dd>${told.unit}</dd></div>`}
    ${told.former && html`<div><dt>Before</dt><dd><a href=${`/inbox/${segment(told.former)}`}>${told.former}</a></dd></div>`}
  </dl></section>`;
}

export function Customer({ api, told, onClose }) {
  return html`<aside class="pane pane-customer" aria-label="The customer">
    <${IconButton} icon="close" label="Hide the customer" class="customer-close" onClick=${onClose} />
    ${told.profile ? html`<${Known} key=${told.profile} api=${api} id=${told.profile} changed=${told.changed} />` : html`<p class="muted">Nobody knows who this is: no address, no number, no name was given.</p>`}
    <${Why} told=${told} />
  </aside>`;
}
