// What surrounds every page: navigation, banner, what bundles always show, keys.
import { html, useEffect, useRef, useState } from '../lib/html.js';
import { useKeys } from '../lib/keys.js';
import { navigate, place } from '../lib/router.js';
import { useStore } from '../lib/store.js';
import { Button, Empty, Skeleton } from '../components/basic.js';
import { Banner } from './banner.js';
import { goLetters } from './go.js';
import { Headers } from './headers.js';
import { Help } from './help.js';
import { Navigation } from './navigation.js';
import { followPages, forgetPages, pages, PageView } from './pages.js';
import { followPulse } from './pulse.js';
import { me } from './session.js';

function useGoKeys(list, setHelp) {
  const waiting = useRef(false);
  const go = new Map();
  for (const [name, letter] of goLetters(list || [])) go.set(letter, `/${name}`);
  useEffect(() => {
    function onKeyDown(event) {
      if (!waiting.current || event.metaKey || event.ctrlKey || event.altKey) return;
      waiting.current = false;
      if (go.has(event.key)) {
        event.preventDefault();
        event.stopPropagation();
        navigate(go.get(event.key));
      }
    }
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  });
  useKeys({
    g: () => {
      waiting.current = true;
      setTimeout(() => (waiting.current = false), 1200);
    },
    '?': () => setHelp(true),
  });
}

function Content({ list, at, api }) {
  if (list === null) return html`<${Skeleton} rows=${8} />`;
  const page = at.page === '' ? list[0] : list.find(one => one.name === at.page);
  if (page) return html`<${PageView} page=${page} params=${at} api=${api} navigate=${navigate} />`;
  return html`<${Empty} icon="plugins" title="There is no such page now" action=${html`
      <${Button} href="/" look="primary">To the start</${Button}>`}>
    No bundle that is installed brings a page called “${at.page || 'overview'}” for your role. Pages come and go with their bundles;
    this one appears by itself when its bundle is back.</${Empty}>`;
}

export function Shell({ session }) {
  const list = useStore(pages);
  const person = useStore(me);
  const at = useStore(place);
  const [help, setHelp] = useState(false);
  const main = useRef(null);
  useEffect(() => followPages(session.api), [session, person?.role]);
  useEffect(() => forgetPages, [session]);
  useEffect(() => followPulse(session.api), [session]);
  useGoKeys(list, setHelp);
  const current = at.page || (list && list[0]?.name) || '';
  useEffect(() => {
    const page = list?.find(one => one.name === current);
    document.title = page ? `${page.title} · Antiphon` : 'Antiphon';
  }, [list, current]);

  return html`<div class="shell">
    <a class="skip" href="#main" onClick=${event => (event.preventDefault(), main.current.focus())}>Skip to content</a>
    <${Navigation} list=${list} current=${current} onHelp=${() => setHelp(true)} />
    <div class="stage">
      <div><${Banner} live=${session.live} /><${Headers} list=${list} api=${session.api} /></div>
      <main id="main" ref=${main} tabindex="-1" data-page=${current}><${Content} list=${list} at=${at} api=${session.api} /></main>
    </div>
    ${help && html`<${Help} list=${list || []} onClose=${() => setHelp(false)} />`}
  </div>`;
}
