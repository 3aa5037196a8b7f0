// Everybody, with a filter.
import {
  Avatar, Button, Empty, Failure, PageHead, Pill, SearchField, Skeleton, html, plural, segment, useKeys, useLoad, useRef, useState,
} from '/ui/console/ui.js';
import { line, matching } from './model.js';

const EVERY = 5_000;
const TONES = { administrator: 'warn', supervisor: 'info', agent: 'call', viewer: 'idle' };

function comesInBy(person) {
  const ways = [person.hasPassword && 'password', person.tokens?.length > 0 && plural(person.tokens.length, 'token')].filter(Boolean);
  return ways.join(' and ') || 'no way in yet';
}

function Line({ person, marked }) {
  return html`<li class=${`person-line ${marked ? 'person-marked' : ''}`} data-person=${person.name}>
    <a href=${`/people/${segment(person.name)}`}>
      <${Avatar} name=${person.title} id=${person.name} />
      <span class="person-name"><bdi class="clip">${person.title}</bdi><span class="muted clip">${person.name}</span></span>
      <span class="person-role"><${Pill} tone=${TONES[person.role]}>${person.role}</${Pill}>${person.disabled && html`<${Pill}
        tone="bad">disabled</${Pill}>`}</span>
      <span class="person-units clip" title="Units">${line(person.units) || html`<span class="muted">all units</span>`}</span>
      <span class="person-can clip">${line([...person.languages, ...person.skills])}</span>
      <span class="muted nowrap person-ways">${comesInBy(person)}</span>
    </a></li>`;
}

export function List({ api, navigate }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/people', { signal }), [], { every: EVERY });
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(null);
  const field = useRef(null);
  const items = matching(data?.items || [], text);
  const move = step => {
    const at = items.findIndex(person => person.name === marked);
    const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + step))];
    if (!next) return;
    setMarked(next.name);
    document.querySelector(`[data-person="${CSS.escape(next.name)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    j: () => move(1), k: () => move(-1), '/': () => field.current?.focus(), n: () => navigate('/people/new'),
    Enter: event => (event.target.closest?.('a, button') ? false : marked && navigate(`/people/${segment(marked)}`)),
  });
  const add = html`<${Button} look="primary" icon="plus" href="/people/new" class="person-add">Add a person</${Button}>`;
  return html`<${PageHead} title="People" lead="Who works with Antiphon, what they may do, and for which units."
      actions=${html`<div class="people-filter"><${SearchField} label="Filter people" placeholder="Filter   /" value=${text} inputRef=${field}
        onInput=${setText} /></div>${add}`} />
    <section class="card" aria-label="People">
      ${loading && !data && html`<${Skeleton} rows=${6} />`}
      ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
      ${data && items.length === 0 && (text.trim()
        ? html`<${Empty} icon="search" title="Nobody found">Nobody has this in a name, role, unit, language or skill.</${Empty}>`
        : html`<${Empty} icon="people" title="Only the administrator’s token so far" action=${add}>
            People sign in with a name and a password of their own, and the journal says who did what.</${Empty}>`)}
      <ul>${items.map(person => html`<${Line} key=${person.name} person=${person} marked=${person.name === marked} />`)}</ul>
    </section>`;
}
