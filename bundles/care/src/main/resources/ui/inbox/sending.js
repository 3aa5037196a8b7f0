// Replies on their way to the server. One that cannot be handed over waits in this browser and is offered again under the same key,
// so that it is sent once, however often it is offered.
import { createStore } from '/ui/console/ui.js';

const KEY = 'antiphon.outgoing';
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;

/** A key nobody else has, also where the page is not served securely. */
function uniqueKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** What a failure means: wait and offer it again, ask the agent, or give it back. */
export function judge(error) {
  if (error.status === 409) return 'conflict';
  if (error.status === 0 || error.status === 429 || error.status >= 500) return 'waiting';
  return 'failed';
}

/**
 * The replies of one person.
 *
 * Each: {key, id, who, body, at, state: sending | waiting | conflict | failed, reason, latest, attempts}
 */
export function createSending({ api, who, store = localStorage, later = setTimeout, onSent = () => {} }) {
  const replies = createStore(restore(store, who));
  const busy = new Set();

  function save(change) {
    replies.set(change);
    try {
      store.setItem(`${KEY}.${who}`, JSON.stringify(replies.get()));
    } catch {
      // without room it is only kept while the page is open
    }
  }

  const update = (key, change) => save(all => all.map(one => (one.key === key ? { ...one, ...change } : one)));
  const remove = key => save(all => all.filter(one => one.key !== key));
  const find = key => replies.get().find(one => one.key === key);

  async function offer(key) {
    const reply = find(key);
    if (!reply || busy.has(key)) return;
    busy.add(key);
    update(key, { state: 'sending' });
    try {
      const answer = await api.post(`/api/cases/${encodeURIComponent(reply.id)}/reply`, reply.body,
        { headers: { 'Idempotency-Key': key } });
      remove(key);
      onSent(reply, answer);
    } catch (error) {
      refused(key, reply, error);
    } finally {
      busy.delete(key);
    }
  }

  function refused(key, reply, error) {
    const state = judge(error);
    const attempts = reply.attempts + 1;
    update(key, { state, attempts, reason: error.message, latest: error.body?.latest, by: error.body?.who });
    if (state === 'waiting') {
      const wait = error.retryAfter * 1000 || Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempts - 1));
      later(() => find(key)?.state === 'waiting' && offer(key), wait);
    }
  }

  return {
    replies,
    send(id, body) {
      const reply = { key: uniqueKey(), id, who, body, at: Date.now(), state: 'sending', reason: '', attempts: 0 };
      save(all => [...all, reply]);
      return offer(reply.key);
    },
    /** Sends what others have overtaken, now that they have been read. */
    sendAnyway(key) {
      const reply = find(key);
      if (!reply) return undefined;
      remove(key);
      return this.send(reply.id, { ...reply.body, seen: reply.latest || reply.body.seen });
    },
    /** Takes a reply back; gives it. */
    takeBack(key) {
      const reply = find(key);
      if (reply?.state === 'sending') return null;
      remove(key);
      return reply;
    },
    retry() {
      for (const reply of replies.get()) if (reply.state === 'waiting') offer(reply.key);
    },
  };
}

/** What was on its way when the page was left is offered again: under its key that does no harm. */
function restore(store, who) {
  try {
    const kept = JSON.parse(store.getItem(`${KEY}.${who}`)) || [];
    return kept.map(one => (one.state === 'sending' ? { ...one, state: 'waiting' } : one));
  } catch {
    return [];
  }
}
