// One stream of server-sent events for the whole console; comes back by itself after it was lost.
import { createStore } from './store.js';
import { readEvents } from './events.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
const SILENCE = 45_000;

/** state: connecting | live | lost; `since` is when it came into that state. */
export function createLive(api) {
  const state = createStore({ name: 'connecting', since: Date.now(), attempt: 0, reason: '' });
  const listeners = new Map();
  let lastId = '';
  let abort = null;
  let wake = null;
  let closed = false;

  function emit(name, payload) {
    for (const listener of listeners.get(name) || []) listener(payload);
  }

  function enter(name, reason = '', attempt = 0) {
    const before = state.get();
    state.set({ name, reason, attempt, since: before.name === name ? before.since : Date.now() });
  }

  function receive({ event, data, id }) {
    if (id) lastId = id;
    let payload;
    try {
      payload = JSON.parse(data);
    } catch {
      return;
    }
    emit(event, payload);
  }

  async function listen() {
    abort = new AbortController();
    let heard = Date.now();
    const watchdog = setInterval(() => {
      if (Date.now() - heard > SILENCE) abort.abort();
    }, 5_000);
    try {
      const headers = lastId ? { 'Last-Event-ID': lastId } : {};
      const response = await api.open('/api/events', { signal: abort.signal, headers });
      const again = lastId !== '' || state.get().name === 'lost';
      enter('live');
      emit('open', { again });
      await readEvents(response, receive, () => (heard = Date.now()));
      return 'The server closed the stream.';
    } finally {
      clearInterval(watchdog);
    }
  }

  function pause(milliseconds) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run() {
    let attempt = 0;
    while (!closed) {
      let reason;
      let wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
      try {
        reason = await listen();
        attempt = 0;
        wait = FIRST_WAIT;
      } catch (error) {
        if (error.status === 401) return;
        reason = error.status ? error.message : 'The server cannot be reached.';
        if (error.retryAfter) wait = error.retryAfter * 1000;
      }
      if (closed) return;
      attempt++;
      enter('lost', reason, attempt);
      await pause(wait * (0.75 + Math.random() / 2));
    }
  }

  return {
    state,
    start: run,
    retryNow: () => wake?.(),
    /** Calls on each event of a name (`signal, status, skipped`, and `open`); returns how to stop. */
    on(name, listener) {
      if (!listeners.has(name)) listeners.set(name, new Set());
      listeners.get(name).add(listener);
      return () => listeners.get(name).delete(listener);
    },
    close() {
      closed = true;
      abort?.abort();
      wake?.();
    },
  };
}
