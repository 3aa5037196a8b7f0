// How the stop switch stands, watched by the header and the page together.
import { createStore } from '/ui/console/ui.js';

const EVERY = 3_000;

/** null until it is known; then what /api/stops tells, or {state: 'unknown', reason}. */
export const stops = createStore(null);

let api = null;
let users = 0;
let timer = null;

export async function look() {
  if (!api) return;
  try {
    stops.set(await api.get('/api/stops'));
  } catch (error) {
    if (error.status !== 401) stops.set(before => ({ ...(before || {}), state: 'unknown', reason: error.message }));
  }
}

/** Keeps it fresh; returns how to stop. */
export function follow(itsApi) {
  api = itsApi;
  users++;
  look();
  if (!timer) timer = setInterval(() => document.visibilityState === 'visible' && look(), EVERY);
  const off = api.live.on('open', look);
  return () => {
    off();
    users--;
    if (users === 0) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** `unit acme, channel email`, or everything. */
export const isEverything = stop => Object.keys(stop.scope || {}).length === 0;
