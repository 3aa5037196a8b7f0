// The way from page to page, and how the console itself is.
import { html } from '../lib/html.js';
import { formatCompact } from '../lib/format.js';
import { useStore } from '../lib/store.js';
import { IconButton } from '../components/basic.js';
import { hasIcon, Icon, Mark } from '../components/icon.js';
import { ThemeButton } from '../components/theme.js';
import { pulse } from './pulse.js';
import { Who } from './account.js';
import { session, signOut } from './session.js';

const STATES = { live: ['good', 'Live'], connecting: ['idle', 'Connecting'], lost: ['bad', 'Reconnecting'] };

function LiveState() {
  const { live } = session.get();
  const { name } = useStore(live.state);
  const [tone, label] = STATES[name];
  return html`<span class=${`live-state live-${tone}`} title="The stream of events from the server">
    <span class="pill-dot" aria-hidden="true"></span><span>${label}</span></span>`;
}

function badge(name, now) {
  if (name === 'deadletters' && now.deadLetters > 0) return { text: formatCompact(now.deadLetters), tone: 'warn', title: 'dead letters' };
  if (name === 'connections' && now.failing > 0) return { text: now.failing, tone: 'bad', title: 'connections with problems' };
  if (name === 'plugins' && now.quarantined > 0) return { text: now.quarantined, tone: 'bad', title: 'quarantined' };
  return null;
}

function Item({ page, current, now }) {
  const mark = badge(page.name, now);
  return html`<li><a href=${`/${page.name}`} class="nav-item" aria-current=${current ? 'page' : undefined} data-nav=${page.name}>
    <${Icon} name=${hasIcon(page.name) ? page.name : 'page'} size=${18} /><span class="nav-title">${page.title}</span>
    ${mark && html`<span class=${`badge badge-${mark.tone}`} title=${`${mark.text} ${mark.title}`}>${mark.text}<span
      class="hidden"> ${mark.title}</span></span>`}
  </a></li>`;
}

export function Navigation({ list, current, onHelp }) {
  const now = useStore(pulse);
  return html`<nav class="nav" aria-label="Pages">
    <a class="brand" href="/" aria-label="Antiphon, to the start"><${Mark} size=${30} /><span>Antiphon</span></a>
    <ul class="nav-list">${(list || []).map(page => html`
      <${Item} key=${page.name} page=${page} current=${page.name === current} now=${now} />`)}</ul>
    <div class="nav-foot">
      <${Who} />
      <${LiveState} />
      <div class="nav-tools">
        <${IconButton} icon="keyboard" label="Keyboard shortcuts" class="help-button" onClick=${onHelp} />
        <${ThemeButton} />
        <${IconButton} icon="leave" label="Sign out" onClick=${signOut} />
      </div>
      ${now.version && html`<span class="nav-version">Version ${now.version}</span>`}
    </div>
  </nav>`;
}
