// The pages that bundles bring, as /api/pages tells them; they come and go while the console is open.
import { html, Component, useEffect, useState } from '../lib/html.js';
import { createStore } from '../lib/store.js';
import { Button, Empty, Skeleton } from '../components/basic.js';

const EVERY = 10_000;

/** null until it is known; then [{name, title, order, module, header}] in the order of the navigation. */
export const pages = createStore(null);

async function refresh(api, isWanted) {
  try {
    const told = await api.get('/api/pages');
    const list = (Array.isArray(told) ? told : told.items)
      .filter(page => page.title)
      .sort((one, other) => one.order - other.order || one.title.localeCompare(other.title));
    if (isWanted() && JSON.stringify(list) !== JSON.stringify(pages.get())) pages.set(list);
  } catch {
    // the banner tells that the server is away; what was known stays
  }
}

/** Keeps the list fresh; returns how to stop. */
export function followPages(api) {
  let follows = true;
  const look = () => refresh(api, () => follows);
  look();
  const timer = setInterval(() => document.visibilityState === 'visible' && look(), EVERY);
  const offs = [api.live.on('open', look), api.live.on('pages', look)];
  return () => {
    follows = false;
    clearInterval(timer);
    offs.forEach(off => off());
  };
}

/** What one person sees is not what the next one may: nothing is known again. */
export const forgetPages = () => pages.set(null);

/** Keeps the failure of what a bundle brings to itself. */
export class Fence extends Component {
  componentDidCatch(error) {
    console.warn(`Page '${this.props.name}' failed:`, error);
    this.setState({ error });
  }

  render({ children }, { error }) {
    if (!error) return children;
    return html`<${Empty} icon="alert" title="This page failed" action=${html`
      <${Button} icon="refresh" onClick=${() => this.setState({ error: null })}>Try again</${Button}>`}>
      ${String(error.message || error)}</${Empty}>`;
  }
}

/** Loads a page's module and shows its component. */
export function PageView({ page, params, api, navigate }) {
  const [loaded, setLoaded] = useState({});
  const url = `/ui/${page.name}/${page.module}`;
  useEffect(() => {
    let here = true;
    setLoaded({});
    import(url).then(
      module => here && setLoaded({ url, Content: module.default }),
      error => here && setLoaded({ url, error }));
    return () => (here = false);
  }, [url]);
  if (loaded.url !== url) return html`<${Skeleton} rows=${8} />`;
  if (loaded.error) {
    return html`<${Empty} icon="plugins" title="This page could not be loaded" action=${html`
      <${Button} icon="refresh" onClick=${() => location.reload()}>Reload</${Button}>`}>
      Its bundle may be on its way out, or of another version. (${loaded.error.message})</${Empty}>`;
  }
  return html`<${Fence} key=${page.name} name=${page.name}>
    <${loaded.Content} params=${params} api=${api} navigate=${navigate} /></${Fence}>`;
}
