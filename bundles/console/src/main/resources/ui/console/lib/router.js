// Addresses are paths: /PAGE/rest?query. What the page makes of the rest is its own affair.
import { createStore } from './store.js';

const RESERVED = /^\/(api|ui|hooks|health|metrics)(\/|$)/;

export function parse(pathname, search) {
  const parts = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  return {
    page: parts[0] || '',
    path: parts.slice(1),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

const here = () => parse(location.pathname, location.search);

export const place = createStore(here());

let address = location.pathname + location.search;
let guard = null;

/**
 * Has `ask(go, to)` asked before the place changes: if it gives true, nothing happens until it calls `go`. For what would be lost
 * by leaving. One at a time; returns how to stop.
 */
export function guardPlace(ask) {
  guard = ask;
  return () => {
    if (guard === ask) guard = null;
  };
}

export function navigate(to, { replace = false } = {}) {
  const go = () => {
    history[replace ? 'replaceState' : 'pushState'](null, '', to);
    arrive();
  };
  if (!guard?.(go, to)) go();
}

function arrive() {
  address = location.pathname + location.search;
  place.set(here());
}

function wentBack() {
  const to = location.pathname + location.search;
  const go = () => {
    if (location.pathname + location.search !== to) history.pushState(null, '', to);
    arrive();
  };
  if (guard?.(go, to)) history.pushState(null, '', address);
  else go();
}

/** Lets links inside the console change the place instead of loading the document again. */
export function followLinks(target = document) {
  window.addEventListener('popstate', wentBack);
  target.addEventListener('click', event => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    const link = event.target.closest('a[href]');
    // A link in a drawing has no plain target and href.
    if (!link || link.getAttribute('target') || link.hasAttribute('download')) return;
    const url = new URL(link.getAttribute('href'), location.href);
    if (url.origin !== location.origin || RESERVED.test(url.pathname)) return;
    event.preventDefault();
    navigate(url.pathname + url.search);
    window.scrollTo(0, 0);
  });
}
