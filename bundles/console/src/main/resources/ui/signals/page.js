// The live feed of signals, with filters, and one signal's detail beside it.
import { Button, Empty, Failure, PageHead, Skeleton, html, stylesheet, useEffect, useKeys, useMemo, useRef, useState } from '/ui/console/ui.js';
import { Detail } from './detail.js';
import { matches, useFeed } from './feed.js';
import { Filters } from './filters.js';
import { Meter } from './meter.js';
import { Row } from './row.js';

await stylesheet('/ui/signals/page.css');

const address = (id, filter) => {
  const given = Object.entries(filter).filter(([, value]) => value);
  const search = given.length ? `?${new URLSearchParams(given)}` : '';
  return `/signals${id ? `/${encodeURIComponent(id)}` : ''}${search}`;
};

function Nothing({ filtered, onClear }) {
  if (filtered) {
    return html`<${Empty} icon="search" title="Nothing loaded matches" action=${html`<${Button}
      onClick=${onClear}>Clear the filters</${Button}>`}>
      Signals that arrive and match appear here by themselves.</${Empty}>`;
  }
  return html`<${Empty} icon="ear" title="Listening" action=${html`<${Button} look="primary" icon="plus"
    href="/connections">Connect a channel</${Button}>`}>
    Nothing has been heard yet. Connect a channel, or send a signal to <code>POST /api/signals</code>.</${Empty}>`;
}

export default function Signals({ params, api, navigate }) {
  const { connection = '', kind = '', channel = '', q = '' } = params.query;
  const filter = { connection, kind, channel, q };
  const open = params.path[0] || null;
  const [paused, setPaused] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const [marked, setMarked] = useState(open);
  const search = useRef(null);
  const list = useRef(null);
  const feed = useFeed(api, connection, paused || scrolled || false);
  const rows = useMemo(() => feed.rows.filter(row => matches(row, filter)), [feed.rows, connection, kind, channel, q]);
  const waiting = useMemo(() => feed.waiting.filter(row => matches(row, filter)).length, [feed.waiting, connection, kind, channel, q]);
  const filtered = Boolean(connection || kind || channel || q);

  useEffect(() => {
    if (!paused && !scrolled && feed.waiting.length > 0) feed.release();
  }, [paused, scrolled, feed.waiting]);

  const setFilter = change => navigate(address(open, { ...filter, ...change }), { replace: true });
  const show = id => {
    setMarked(id);
    navigate(address(id, filter), { replace: Boolean(open) });
  };
  const close = () => open && navigate(address(null, filter));
  const move = step => {
    if (rows.length === 0) return;
    const at = rows.findIndex(row => row.id === marked);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
    setMarked(next.id);
    if (open) show(next.id);
    list.current?.querySelector(`[data-position="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const resume = () => {
    setPaused(false);
    list.current?.scrollTo(0, 0);
    if (feed.older) feed.newest();
  };
  useKeys({
    j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
    Enter: event => (event.target.closest?.('a, button') ? false : marked && show(marked)),
    Escape: close,
    '/': () => search.current?.focus(),
    ' ': event => (event.target.closest?.('a, button') ? false : paused ? resume() : setPaused(true)),
  });

  const later = async () => {
    setPaused(true);
    await feed.older();
  };

  return html`<div class=${`signals ${open ? 'signals-open' : ''}`}>
    <${PageHead} title="Signals" lead="Everything that is heard, the newest first."
      actions=${html`<${Meter} feed=${feed} paused=${paused} />
        <${Button} icon=${paused ? 'play' : 'pause'} class="pause" aria-pressed=${paused}
          onClick=${() => (paused ? resume() : setPaused(true))}>
          ${paused ? 'Resume' : 'Pause'}</${Button}>`} />
    <${Filters} api=${api} filter=${filter} rows=${feed.rows} onChange=${setFilter} inputRef=${search} filtered=${filtered} />
    <div class="signals-body">
      <section class="card feed" aria-label="Feed of signals">
        ${waiting > 0 && html`<button type="button" class="feed-waiting"
          onClick=${resume}>${waiting >= 200 ? '200 or more' : waiting} new ${waiting === 1 ? 'signal' : 'signals'} · show</button>`}
        <div class="feed-list" ref=${list} role="list" onScroll=${event => setScrolled(event.currentTarget.scrollTop > 60)}>
          ${feed.loading && rows.length === 0 && html`<${Skeleton} rows=${12} />`}
          ${feed.error && rows.length === 0 && html`<${Failure} error=${feed.error} retry=${feed.reload} />`}
          ${!feed.loading && !feed.error && rows.length === 0 && html`<${Nothing} filtered=${filtered}
            onClear=${() => setFilter({ connection: '', kind: '', channel: '', q: '' })} />`}
          ${rows.map(row => html`<${Row} key=${row.id} row=${row} open=${row.id === open} marked=${row.id === marked} onOpen=${show} />`)}
          ${rows.length > 0 && feed.next && html`<div class="feed-more"><${Button} look="quiet" icon="down"
            onClick=${later}>Older signals</${Button}></div>`}
        </div>
      </section>
      ${open && html`<${Detail} key=${open} api=${api} id=${open} onClose=${close} />`}
    </div>
  </div>`;
}
