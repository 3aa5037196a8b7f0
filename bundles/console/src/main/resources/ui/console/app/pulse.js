// How the whole is, watched while the console is open: /api/status, the stream's own status, and a count of what is heard.
import { createStore } from '../lib/store.js';
import { Beats } from './beats.js';

const EVERY = 5_000;
const BACKFILL = 300;
const TROUBLED = ['failing', 'quarantined', 'absent'];

const nothing = {
  known: false, version: '', startedAt: null, reached: null, lag: null, entries: null, bytes: null, profiles: null, deadLetters: null, heard: null,
  running: 0, connections: 0, failing: 0, quarantined: 0, problems: [],
};

export const pulse = createStore(nothing);
/** What is heard, as counted from the stream; its own store, since it changes often. */
export const beats = createStore(new Beats(Date.now()));

const sum = counts => Object.values(counts).reduce((all, one) => all + one, 0);

function ofStatus(status) {
  return {
    known: true, version: status.version, startedAt: status.startedAt, reached: status.road?.position ?? null,
    lag: status.road?.lag ?? null, entries: status.journal?.entries ?? null,
    bytes: status.journal?.bytes ?? null, profiles: status.profiles, deadLetters: status.deadLetters, running: status.connections.running || 0,
    connections: sum(status.connections), failing: sum(TROUBLED.map(name => status.connections[name] || 0)),
    quarantined: status.plugins?.quarantined || 0, problems: status.problems,
  };
}

function ofStream({ road, connections, problems }) {
  const troubled = connections.filter(connection => TROUBLED.includes(connection.status));
  return {
    reached: road?.position ?? null, lag: road?.lag ?? null, problems, connections: connections.length, failing: troubled.length,
    running: connections.filter(connection => connection.status === 'running').length,
    heard: connections.reduce((all, connection) => all + connection.heard, 0),
  };
}

function countBeats(api) {
  let counted = new Beats(Date.now());
  let early = [];
  let upTo = -1;
  const number = id => Number(id.split('-')[1]);
  const timer = setInterval(() => beats.set(counted.copy()), 1_000);
  const offs = [
    api.live.on('signal', item => {
      if (early) early.push(item.id);
      else if (number(item.id) > upTo) counted.add(1, Date.now());
    }),
    api.live.on('skipped', ({ count }) => counted.add(count, Date.now())),
  ];
  async function backfill() {
    try {
      const { items } = await api.get(`/api/signals?limit=${BACKFILL}`);
      counted = Beats.of(items.map(item => Date.parse(item.heardAt)), items.length === BACKFILL, counted);
      upTo = items.length > 0 ? number(items[0].id) : -1;
    } catch {
      // then it counts from now on
    }
    counted.add(early.filter(id => number(id) > upTo).length, Date.now());
    early = null;
  }
  backfill();
  return () => {
    clearInterval(timer);
    offs.forEach(off => off());
    beats.set(new Beats(Date.now()));
  };
}

/** Keeps the pulse; returns how to stop. */
export function followPulse(api) {
  let busy = false;
  async function look() {
    if (busy || document.visibilityState !== 'visible') return;
    busy = true;
    try {
      const status = await api.get('/api/status');
      pulse.set(before => ({ ...before, ...ofStatus(status) }));
    } catch {
      // the banner tells that the server is away
    } finally {
      busy = false;
    }
  }
  look();
  const timer = setInterval(look, EVERY);
  const offs = [
    api.live.on('open', look),
    api.live.on('status', status => pulse.set(before => ({ ...before, ...ofStream(status) }))),
    countBeats(api),
  ];
  return () => {
    clearInterval(timer);
    offs.forEach(off => off());
    pulse.set(nothing);
  };
}
