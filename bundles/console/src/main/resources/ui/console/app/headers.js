// What bundles show above every page, such as whether anything may leave: the `header` of a page, a module with a Preact component.
import { html, useEffect, useState } from '../lib/html.js';
import { Fence } from './pages.js';

function Header({ url, name, api }) {
  const [Content, setContent] = useState(null);
  const [error, setError] = useState('');
  useEffect(() => {
    let here = true;
    import(url).then(
      module => here && setContent(() => module.default),
      problem => here && setError(problem.message));
    return () => (here = false);
  }, [url]);
  if (error) return html`<p class="header-lost" role="alert">What “${name}” shows here could not be loaded. (${error})</p>`;
  return Content && html`<${Fence} name=${name}><${Content} api=${api} /></${Fence}>`;
}

export function Headers({ list, api }) {
  const brought = (list || []).filter(page => page.header);
  return html`<div class="headers">${brought.map(page => html`
    <${Header} key=${page.name} name=${page.title} url=${`/ui/${page.name}/${page.header}`} api=${api} />`)}</div>`;
}
