// Who is signed in. The token stays in this tab's sessionStorage and goes into one header.
import { createApi } from '../lib/api.js';
import { createLive } from '../lib/live.js';
import { createStore } from '../lib/store.js';

const KEY = 'antiphon.token';

/** null: nobody; else {api, live}. */
export const session = createStore(null);
export const reachable = createStore(true);
/** Why the sign-in is shown; empty at first. */
export const farewell = createStore('');

function open(token) {
  const api = createApi({
    token,
    onUnauthorized: () => session.get() && leave('The token is no longer accepted. Please sign in again.'),
    onReachable: yes => reachable.set(yes),
  });
  return api;
}

function enter(token, api) {
  const live = createLive(api);
  sessionStorage.setItem(KEY, token);
  farewell.set('');
  session.set({ api: { ...api, live }, live });
  live.start();
}

/** Tries a token; throws an ApiError that says why it is not accepted. */
export async function signIn(token) {
  const api = open(token);
  await api.get('/api/status');
  enter(token, api);
}

export function leave(why = '') {
  session.get()?.live.close();
  sessionStorage.removeItem(KEY);
  farewell.set(why);
  session.set(null);
}

/** Goes on with the token this tab had, before the first paint. */
export function resume() {
  const token = sessionStorage.getItem(KEY);
  if (token) enter(token, open(token));
}
