// Profiles, last seen first, with a search over identities and names.
import {
  Ago, Avatar, Button, Empty, Failure, PageHead, SearchField, Skeleton, formatNumber, html, may, me, query, segment, useEffect, useKeys, useLoad,
  useRef, useState, useStore,
} from '/ui/console/ui.js';
import { nameOf } from './naming.js';

const PAGE = 50;
const WAIT = 250;

function Line({ profile, marked }) {
  const name = nameOf(profile);
  return html`<li class=${`profile-line ${marked ? 'profile-marked' : ''}`} data-profile=${profile.id}>
    <a href=${`/profiles/${segment(profile.id)}`}>
      <${Avatar} name=${name} id=${profile.id} />
      <bdi class="profile-name clip">${name}</bdi>
      <span class="profile-identities clip">${profile.identities.map((identity, at) => html`${at > 0 && html`<span
        class="muted"> · </span>`}<bdi key=${at} title=${`${identity.scheme}:${identity.value}`}>${identity.value}</bdi>`)}</span>
      <span class="number nowrap profile-count">${formatNumber(profile.signals)} <span
        class="muted">${profile.signals === 1 ? 'signal' : 'signals'}</span></span>
      <span class="profile-seen nowrap"><${Ago} time=${profile.lastSeen} /></span>
    </a></li>`;
}

export function List({ search, api, navigate }) {
  const [text, setText] = useState(search);
  const [marked, setMarked] = useState(null);
  const field = useRef(null);
  const reviews = useStore(me)?.units.length === 0 && may('supervisor');
  const { data, error, loading, reload, setData } = useLoad(
    signal => api.get(`/api/profiles${query({ q: search, limit: PAGE })}`, { signal }), [search]);
  useEffect(() => {
    if (text === search) return undefined;
    const timer = setTimeout(() => navigate(`/profiles${query({ q: text })}`, { replace: true }), WAIT);
    return () => clearTimeout(timer);
  }, [text]);

  const items = data?.items || [];
  const move = step => {
    const at = items.findIndex(profile => profile.id === marked);
    const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + step))];
    if (!next) return;
    setMarked(next.id);
    document.querySelector(`[data-profile="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    j: () => move(1), k: () => move(-1), '/': () => field.current?.focus(),
    Enter: event => (event.target.closest?.('a, button') ? false : marked && navigate(`/profiles/${segment(marked)}`)),
  });

  async function more() {
    const page = await api.get(`/api/profiles${query({ q: search, limit: PAGE, after: data.next })}`);
    setData(before => ({ items: [...before.items, ...page.items], next: page.next }));
  }

  return html`<${PageHead} title="Profiles" lead="People and companies, joined over all channels by the identities they were heard with."
      actions=${html`${reviews && html`<${Button} href="/profiles/review" icon="link">One or two?</${Button}>`}<${SearchField} label="Search profiles" placeholder="Name, e-mail, phone, number   /" value=${text}
        inputRef=${field} onInput=${setText} />`} />
    <section class="card" aria-label="Profiles">
      ${loading && !data && html`<${Skeleton} rows=${10} />`}
      ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
      ${data && items.length === 0 && (search
        ? html`<${Empty} icon="search" title="Nobody found" action=${html`<${Button} onClick=${() => setText('')}>Show all</${Button}>`}>
            No name and no identity contains “${search}”.</${Empty}>`
        : html`<${Empty} icon="profiles" title="Nobody is known yet" action=${html`<${Button} href="/connections" look="primary"
          icon="plus">Connect a channel</${Button}>`}>
            A profile comes into being with the first signal that carries an identity, such as an e-mail address.</${Empty}>`)}
      <ul class="profile-list">${items.map(profile => html`<${Line} key=${profile.id} profile=${profile}
        marked=${profile.id === marked} />`)}</ul>
      ${data?.next && html`<div class="list-more"><${Button} look="quiet" icon="down" onClick=${more}>More profiles</${Button}></div>`}
    </section>`;
}
