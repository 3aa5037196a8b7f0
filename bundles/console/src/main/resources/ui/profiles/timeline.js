// Everything a profile said, over all channels, a day at a time, by when it occurred; what was heard earlier comes as one scrolls.
import {
  Button, Card, Empty, Failure, Kind, Rating, Skeleton, Icon, channelIcon, dayOf, formatClock, formatDay, formatFull, gist, html, query,
  segment, useEffect, useLoad, useRef, words,
} from '/ui/console/ui.js';

const PAGE = 40;

const when = item => item.occurredAt || item.heardAt;

/** Items of one day each: [{day, at, items}], newest first by when they occurred. */
export function byDay(items) {
  const days = [];
  const sorted = [...items].sort((one, other) => Date.parse(when(other)) - Date.parse(when(one)));
  for (const item of sorted) {
    const at = when(item);
    const day = dayOf(at);
    const last = days[days.length - 1];
    if (last && last.day === day) last.items.push(item);
    else days.push({ day, at, items: [item] });
  }
  return days;
}

function Moment({ item }) {
  const at = when(item);
  return html`<li class=${`moment ${item.direction === 'outbound' ? 'moment-out' : ''}`}>
    <time datetime=${at} title=${`Occurred ${formatFull(at)}, heard ${formatFull(item.heardAt)}`}>${formatClock(at).slice(0, 5)}</time>
    <span class="moment-icon" title=${words(item.channel)}><${Icon} name=${channelIcon(item.channel)} size=${15}
      label=${words(item.channel)} /></span>
    <a href=${`/signals/${segment(item.id)}`} class="moment-body">
      <span class="moment-head"><${Kind} kind=${item.kind} /><${Rating} signal=${item} /><span
        class="muted">${words(item.channel)} · ${item.connection}</span></span>
      <span class="moment-text" dir="auto" lang=${item.language || undefined}>${gist(item)}</span>
    </a></li>`;
}

function useWhenSeen(element, act, dependencies) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && latest.current(), { rootMargin: '300px' });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, dependencies);
}

export function Timeline({ api, id, total }) {
  const { data, error, loading, reload, setData } = useLoad(
    signal => api.get(`/api/profiles/${segment(id)}/timeline${query({ limit: PAGE })}`, { signal }), [id, total]);
  const end = useRef(null);
  const busy = useRef(false);

  async function more() {
    if (busy.current || !data?.next) return;
    busy.current = true;
    try {
      const page = await api.get(`/api/profiles/${segment(id)}/timeline${query({ limit: PAGE, before: data.next })}`);
      setData(before => ({ items: [...before.items, ...page.items], next: page.next }));
    } finally {
      busy.current = false;
    }
  }
  useWhenSeen(end, more, [data?.next]);

  return html`<${Card} title="Timeline" icon="clock" class="timeline" actions=${html`<span class="muted">${total} in all</span>`}>
    ${loading && !data && html`<${Skeleton} rows=${8} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && data.items.length === 0 && html`<${Empty} icon="ear"
      title="Nothing here">What was said is gone by retention, or now belongs to another profile.</${Empty}>`}
    ${data && byDay(data.items).map(group => html`<section key=${group.day} class="day" aria-label=${formatDay(group.at)}>
      <h3 class="day-name"><span>${formatDay(group.at)}</span></h3>
      <ol>${group.items.map(item => html`<${Moment} key=${item.id} item=${item} />`)}</ol></section>`)}
    ${data?.next && html`<div class="list-more" ref=${end}><${Button} look="quiet" icon="down"
      onClick=${more}>Further back</${Button}></div>`}
  </${Card}>`;
}
