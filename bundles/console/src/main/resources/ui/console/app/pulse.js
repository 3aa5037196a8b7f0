// How the whole is, watched while the console is open: what /api/status tells, with the last minutes of it.
import { createStore } from '../lib/store.js';

const EVERY = 2_000;
const SPAN = 5 * 60_000;

const nothing = { known: false, deadLetters: null, failing: 0, quarantined: 0, samples: [] };

export const pulse = createStore(nothing);

/** Signals heard in each stretch of `step` ms, oldest first; null where nobody watched. */
export function heardPerStep(samples, step, now = Date.now()) {
  const count = Math.floor(SPAN / step);
  const start = Math.floor(now / step) * step - (count - 1) * step;
  const bars = new Array(count).fill(null);
  for (let at = 1; at < samples.length; at++) {
    const slot = Math.floor((samples[at].at - start) / step);
    const gained = samples[at].heard - samples[at - 1].heard;
    if (slot >= 0 && slot < count && gained >= 0) bars[slot] = (bars[slot] || 0) + gained;
  }
  return bars;
}

/** Signals heard per minute over the last minute watched; null until there are two samples. */
export function perMinute(samples, now = Date.now()) {
  const recent = samples.filter(sample => now - sample.at <= 62_000);
  if (recent.length < 2) return null;
  const [first, last] = [recent[0], recent[recent.length - 1]];
  if (last.heard < first.heard || last.at === first.at) return null;
  return ((last.heard - first.heard) / (last.at - first.at)) * 60_000;
}

function taken(before, status) {
  const now = Date.now();
  const last = before.samples[before.samples.length - 1];
  const kept = last && status.heard < last.heard ? [] : before.samples.filter(sample => now - sample.at < SPAN + 10_000);
  return { ...status, known: true, samples: [...kept, { at: now, heard: status.heard }] };
}

/** Keeps the pulse; returns how to stop. */
export function followPulse(api) {
  let busy = false;
  async function look() {
    if (busy || document.visibilityState !== 'visible') return;
    busy = true;
    try {
      const status = await api.get('/api/status');
      pulse.set(before => taken(before, readStatus(status)));
    } catch {
      // the banner tells that the server is away
    } finally {
      busy = false;
    }
  }
  look();
  const timer = setInterval(look, EVERY);
  const off = api.live.on('open', look);
  return () => {
    clearInterval(timer);
    off();
    pulse.set(nothing);
  };
}

function readStatus(status) {
  return status;
}
