// Loading data for a component: once, again when asked, again each so often while the tab is seen.
import { useCallback, useEffect, useRef, useState } from './html.js';

/**
 * Loads with `load(signal)` whenever a dependency changes and, if `every` is given, each so many milliseconds.
 * Gives {data, error, loading, reload, setData}. What was loaded stays while it is loaded again.
 */
export function useLoad(load, dependencies, { every = 0 } = {}) {
  const [state, setState] = useState({ data: null, error: null, loading: true });
  const current = useRef(null);
  const latest = useRef(load);
  latest.current = load;

  const reload = useCallback(async () => {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    try {
      const data = await latest.current(abort.signal);
      if (!abort.signal.aborted) setState({ data, error: null, loading: false });
    } catch (error) {
      if (!abort.signal.aborted) setState(before => ({ ...before, error, loading: false }));
    }
  }, []);

  useEffect(() => {
    setState({ data: null, error: null, loading: true });
    reload();
    const timer = every > 0 && setInterval(() => document.visibilityState === 'visible' && reload(), every);
    return () => {
      clearInterval(timer);
      current.current?.abort();
    };
  }, dependencies);

  const setData = useCallback(change =>
    setState(before => ({ ...before, data: typeof change === 'function' ? change(before.data) : change })), []);
  return { ...state, reload, setData };
}

/** Loads a page's style sheet; its module awaits it at its top, so that nothing is seen unstyled. */
export function stylesheet(href) {
  if (document.head.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise(resolve => {
    link.onload = resolve;
    link.onerror = resolve;
    document.head.append(link);
  });
}
