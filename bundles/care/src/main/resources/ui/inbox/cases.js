// The cases of a list, kept fresh by asking which have changed; and one case with its conversation.
import { createStore, query, segment, useEffect, useRef, useState } from '/ui/console/ui.js';
import { keep } from './model.js';

const EVERY = 1_500;
const PAGE = 100;
export const MOST = 500;

/** What changed last: {position, cases, all}. One poll serves the list and the open case. */
export function createChanges(api) {
  const changes = createStore({ position: '', cases: [], all: false });
  let position = '';
  let closed = false;
  let timer = 0;

  async function ask() {
    if (document.visibilityState === 'visible') {
      try {
        const told = await api.get(`/api/care/changes${query({ after: position })}`);
        const first = position === '';
        position = told.position || position;
        if (!closed && !first && ((told.cases || []).length > 0 || told.more)) {
          changes.set({ position, cases: told.cases || [], all: Boolean(told.more) });
        }
      } catch {
        // the banner tells that the server is away; it is asked again
      }
    }
    if (!closed) timer = setTimeout(ask, EVERY);
  }
  ask();
  return {
    watch: changes.watch,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

async function pages(api, asks, count, signal) {
  const items = [];
  let after = '';
  do {
    const page = await api.get(`/api/cases${query({ ...asks, limit: Math.min(PAGE, count - items.length), after })}`, { signal });
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < count);
  return { items, next: after || null };
}

/** {items, next, loading, error, more, reload}; what stays the same keeps its identity. */
export function useCases(api, asks, changes) {
  const [state, setState] = useState({ items: [], next: null, loading: true, error: null });
  const wanted = useRef(PAGE);
  const abort = useRef(null);
  const key = JSON.stringify(asks);

  async function load() {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    try {
      const found = await pages(api, asks, wanted.current, mine.signal);
      setState(before => ({ items: keep(before.items, found.items), next: found.next, loading: false, error: null }));
    } catch (error) {
      if (!mine.signal.aborted) setState(before => ({ ...before, error, loading: false }));
    }
  }
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    wanted.current = PAGE;
    setState({ items: [], next: null, loading: true, error: null });
    latest.current();
    const off = changes.watch(() => latest.current());
    return () => {
      off();
      abort.current?.abort();
    };
  }, [key, changes]);

  async function more() {
    wanted.current = Math.min(MOST, wanted.current + PAGE);
    await load();
  }
  return { ...state, more, reload: load };
}

/** One case: {data, error, loading, reload, take}; `take` puts a case in its place that an answer brought along. */
export function useCase(api, id, changes) {
  const [state, setState] = useState({ data: null, error: null, loading: true });
  const alive = useRef(true);

  async function load() {
    try {
      const data = await api.get(`/api/cases/${segment(id)}`);
      if (alive.current) setState({ data, error: null, loading: false });
    } catch (error) {
      if (alive.current) setState(before => ({ ...before, error, loading: false }));
    }
  }
  useEffect(() => {
    alive.current = true;
    load();
    const off = changes.watch(({ cases, all }) => (all || cases.includes(id)) && load());
    return () => {
      alive.current = false;
      off();
    };
  }, [id, changes]);
  return { ...state, reload: load };
}

const PRESENCE = 5_000;

/** Tells that somebody looks at a case, and who else does. */
export function usePresence(api, id, writing) {
  const [present, setPresent] = useState([]);
  useEffect(() => {
    let here = true;
    const tell = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const told = await api.post(`/api/cases/${segment(id)}/presence`, { writing });
        if (here) setPresent(told.present || []);
      } catch {
        // whoever cannot be asked about is not shown
      }
    };
    tell();
    const timer = setInterval(tell, PRESENCE);
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [id, writing]);
  return present;
}
