// Who is signed in. The token, of a session or another, stays in this tab's sessionStorage and goes into one header.
import { createApi } from '../lib/api.js';
import { createLive } from '../lib/live.js';
import { createStore } from '../lib/store.js';
import { includes } from '../lib/roles.js';

const KEY = 'antiphon.token';

/** null: nobody; else {api, live}. */
export const session = createStore(null);
/** Who is signed in as /api/session tells: {name, title, role, units, languages, skills, by}; null until it is known. */
export const me = createStore(null);
export const reachable = createStore(true);
/** Why the sign-in is shown; empty at first. */
export const farewell = createStore('');

/** Whether who is signed in has a role or a higher one; false until it is known. What is hidden by it, the server refuses too. */
export const may = role => includes(me.get()?.role, role);

function open(token) {
  const api = createApi({
    token,
    onUnauthorized: () => session.get() && leave('You are no longer signed in: the session or the token has ended. Please sign in again.'),
    onReachable: yes => reachable.set(yes),
  });
  return api;
}

function enter(token, api) {
  const live = createLive(api);
  sessionStorage.setItem(KEY, token);
  farewell.set('');
  session.set({ api: { ...api, live }, live });
  live.on('open', () => learn(api));
  live.start();
}

/** The server closes the stream of somebody whose role or units change, so each opening asks again. */
async function learn(api) {
  try {
    const told = await api.get('/api/session');
    if (session.get() && JSON.stringify(told) !== JSON.stringify(me.get())) me.set(told);
  } catch {
    // the banner tells that the server is away
  }
}

/** Tries a token; throws an ApiError that says why it is not accepted. */
export async function signIn(token) {
  const api = open(token);
  me.set(await api.get('/api/session'));
  enter(token, api);
}

/** Begins a session; throws an ApiError that says why not. */
export async function signInAs(name, password) {
  const { token, ...told } = await open('').post('/api/session', { name, password });
  me.set(told);
  enter(token, open(token));
}

export function leave(why = '') {
  session.get()?.live.close();
  sessionStorage.removeItem(KEY);
  farewell.set(why);
  session.set(null);
  me.set(null);
}

/** Ends the session here and on the server; a token goes on elsewhere. */
export function signOut() {
  const api = session.get()?.api;
  const isSession = me.get()?.by === 'session';
  leave('You signed out.');
  if (isSession) api.delete('/api/session').catch(() => {});
}

/** Goes on with the token this tab had, before the first paint. */
export function resume() {
  const token = sessionStorage.getItem(KEY);
  if (!token) return;
  const api = open(token);
  enter(token, api);
  learn(api);
}
