// The rows of the live feed: newest first, never more than MOST, filled from the stream and from the pages of /api/signals.
import { query, useEffect, useMemo, useRef, useState } from '/ui/console/ui.js';

export const MOST = 200;
const FLUSH = 250;
const WINDOW = 10_000;

/** Counts what was heard in the last ten seconds. */
export class Rate {
  #marks = [];

  add(count, now) {
    if (count > 0) this.#marks.push([now, count]);
  }

  perSecond(now) {
    this.#marks = this.#marks.filter(([at]) => now - at < WINDOW);
    const first = this.#marks[0];
    if (!first) return 0;
    const span = Math.max(1000, Math.min(WINDOW, now - first[0]));
    return this.#marks.reduce((sum, [, count]) => sum + count, 0) / (span / 1000);
  }
}

/** Newest first by id, each once, at most MOST. */
export function merge(rows, more) {
  const known = new Set(rows.map(row => row.id));
  const fresh = more.filter(row => !known.has(row.id) && known.add(row.id));
  if (fresh.length === 0) return rows;
  const all = [...fresh, ...rows].sort((one, other) => offset(other.id) - offset(one.id));
  return all.slice(0, MOST);
}

/** An id is the place in the journal: partition-offset. */
export const offset = id => Number(String(id).split('-')[1]);

export function matches(row, filter) {
  if (filter.connection && row.connection !== filter.connection) return false;
  if (filter.kind && row.kind !== filter.kind) return false;
  if (filter.channel && row.channel !== filter.channel) return false;
  if (!filter.q) return true;
  const wanted = filter.q.toLowerCase();
  const told = [row.text, row.kind, row.conversation, row.externalId, row.connection, row.attributes?.profile?.name,
    ...(row.identities || []).map(identity => identity.value)];
  return told.some(text => text && String(text).toLowerCase().includes(wanted));
}

const emptyFeed = { rows: [], waiting: [], skipped: 0, rate: 0, loading: true, error: null, next: null, older: false };

/** `held`: what arrives waits and is counted instead of being shown. */
export function useFeed(api, connection, held) {
  const [feed, setFeed] = useState(emptyFeed);
  const buffer = useRef([]);
  const rate = useMemo(() => new Rate(), [connection]);
  const isHeld = useRef(held);
  isHeld.current = held;

  async function load() {
    try {
      const page = await api.get(`/api/signals${query({ connection, limit: 100 })}`);
      setFeed(before => ({ ...before, rows: merge(before.rows, page.items), next: page.next ?? null, loading: false, error: null }));
    } catch (error) {
      setFeed(before => ({ ...before, error, loading: false }));
    }
  }

  useEffect(() => {
    buffer.current = [];
    setFeed(emptyFeed);
    load();
    const offs = [
      api.live.on('signal', item => {
        if (connection && item.connection !== connection) return;
        buffer.current.push(item);
        rate.add(1, Date.now());
        if (buffer.current.length > MOST) buffer.current.splice(0, buffer.current.length - MOST);
      }),
      api.live.on('skipped', ({ count }) => {
        rate.add(count, Date.now());
        setFeed(before => ({ ...before, skipped: before.skipped + count }));
      }),
      api.live.on('open', ({ again }) => again && load()),
    ];
    const timer = setInterval(() => flush(), FLUSH);
    return () => {
      offs.forEach(off => off());
      clearInterval(timer);
    };
  }, [api, connection]);

  function flush() {
    const items = buffer.current;
    buffer.current = [];
    setFeed(before => {
      const now = rate.perSecond(Date.now());
      if (items.length === 0 && now === before.rate) return before;
      return isHeld.current
        ? { ...before, waiting: merge(before.waiting, items), rate: now }
        : { ...before, rows: merge(before.rows, items), rate: now };
    });
  }

  /** Shows what waited. */
  const release = () => setFeed(before => ({ ...before, rows: merge(before.rows, before.waiting), waiting: [] }));

  /** Goes back: older rows come in below and the newest leave, so that there are never more than MOST. */
  async function older() {
    const last = feed.rows[feed.rows.length - 1];
    const page = await api.get(`/api/signals${query({ connection, limit: 100, before: last?.id })}`);
    setFeed(before => {
      const all = [...before.rows, ...page.items.filter(item => offset(item.id) < offset(last.id))];
      return { ...before, rows: all.slice(-MOST), older: all.length > MOST || before.older, next: page.next ?? null };
    });
  }

  /** Back to the newest. */
  function newest() {
    setFeed({ ...emptyFeed, skipped: feed.skipped });
    load();
  }

  return { ...feed, release, older, newest, reload: load };
}
