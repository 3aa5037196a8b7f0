// All scripts, how they do, and the files beside them.
import {
  Ago, Button, Card, Empty, Failure, Icon, PageHead, Pill, SearchField, Skeleton, formatBytes, formatCompact, formatMicros, formatNumber, html,
  plural, useKeys, useLoad, useRef, useState, useStore, words,
} from '/ui/console/ui.js';
import { Create } from './create.js';
import { drafts } from './drafts.js';
import { MEANINGS, STATES, addressOf, arrange, kindOf, matching, needsCare, placeOf, testsTold } from './model.js';

const EVERY = 3_000;

export function State({ state }) {
  const [tone, label] = STATES[state] || ['idle', words(state)];
  return html`<${Pill} tone=${tone} dot title=${MEANINGS[state]}>${label}</${Pill}>`;
}

function Unsaved({ file }) {
  return file in useStore(drafts) && html` <${Pill} tone="info" title="Typed in this tab and not saved yet">Unsaved</${Pill}>`;
}

export function Why({ script }) {
  const { problem, reason, note } = script;
  return html`${problem && html`<div class="script-why script-bad" dir="auto"><code>${placeOf(problem)}</code> ${problem.message}</div>`}
    ${reason && reason !== problem?.message && html`<div class="script-why ${script.state === 'live' ? '' : 'script-bad'}" dir="auto">${reason}</div>`}
    ${note && html`<div class="script-why" dir="auto">${note}</div>`}`;
}

function Line({ script }) {
  const { passed = 0, failed = 0 } = script.tests || {};
  return html`<tr data-script=${script.file} data-state=${script.state}>
    <td><a class="script-name" href=${addressOf(script.file)}>${script.file}</a><${Unsaved} file=${script.file} /><${Why} script=${script} /></td>
    <td><span class="nowrap"><${State} state=${script.state} /></span></td>
    <td class="mono nowrap">${script.version || html`<span class="muted">none</span>`}</td>
    <td class="muted"><span class="nowrap"><${Ago} time=${script.since} /></span>${script.who && html`<div class="script-who clip"
      title=${`Saved by ${script.who}`}>${script.who}</div>`}</td>
    <td class=${`nowrap ${failed > 0 ? 'rating-bad' : 'muted'}`}>${passed + failed > 0 ? testsTold(passed, failed) : '–'}</td>
    <td class="number" title=${formatNumber(script.calls)}>${formatCompact(script.calls)}</td>
    <td class=${`number ${script.errors > 0 ? 'rating-bad' : ''}`}>${formatCompact(script.errors)}</td>
    <td class="number nowrap">${formatMicros(script.p99Micros)}</td>
  </tr>`;
}

function Scripts({ scripts }) {
  return html`<section class="card scripts" aria-label="Scripts"><div class="table-wrap"><table><thead><tr><th>Script</th><th>State</th>
      <th title="A part of the SHA-256 of the script, what it imports, its settings and its tables">Version</th><th>Live since</th><th>Tests</th>
      <th class="number" title="Since it went live">Calls</th><th class="number" title="Since it went live">Errors</th>
      <th class="number" title="99 of 100 calls of late took no longer">p99</th></tr></thead>
    <tbody>${scripts.map(script => html`<${Line} key=${script.file} script=${script} />`)}</tbody></table></div></section>`;
}

function Beside({ files, tables }) {
  const problems = new Map((tables || []).filter(table => table.problem).map(table => [table.file, table.problem]));
  return html`<${Card} title="Beside them" icon="file" class="beside">
    <ul>${files.map(one => html`<li key=${one.file} class="beside-line" data-file=${one.file}>
      <span class="beside-kind"><span class="kind kind-idle">${kindOf(one.file)}</span></span>
      <span class="beside-name"><a class="script-name" href=${addressOf(one.file)}>${one.file}</a><${Unsaved} file=${one.file} />
        ${problems.has(one.file) && html`<span class="script-why script-bad" dir="auto">${told(problems.get(one.file))}</span>`}</span>
      <span class="muted number">${formatBytes(one.size)}</span></li>`)}</ul></${Card}>`;
}

const told = problem => (typeof problem === 'string' ? problem : `${placeOf(problem)} ${problem.message}`);

function summary(data) {
  if (data.scripts.length === 0) return 'A file in scripts/ is a plugin: saved, it is live in under a second.';
  const bad = data.scripts.filter(needsCare).length;
  return `${plural(data.scripts.length, 'script')}, ${bad === 0 ? 'all of them as they were saved last' : `${bad} to be looked at`}. Saved is live, or is refused with the line while the version before goes on.`;
}

function Engine({ engine }) {
  if (!engine || engine.compiles !== false) return null;
  return html`<p class="form-note scripts-engine" role="status"><${Icon} name="info" /><span>Scripts are interpreted: the compiler is off or
    missing, so each call takes several times as long.</span></p>`;
}

function Nothing({ onCreate }) {
  return html`<${Empty} icon="scripts" title="No scripts yet" action=${html`
      <${Button} look="primary" icon="fork" onClick=${() => onCreate('policy')}>Begin with a policy</${Button}>
      <${Button} icon="bulb" onClick=${() => onCreate('enricher')}>With an enricher</${Button}>`}>
    A script is a small file of JavaScript that decides, understands or connects, with no build and no restart. Save it here or in the
    folder <code>scripts/</code> and it is live; what is broken is refused with its line.</${Empty}>`;
}

export function List({ api, navigate, asked }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/scripts', { signal }), [], { every: EVERY });
  const [creating, setCreating] = useState(asked || '');
  const [text, setText] = useState('');
  const field = useRef(null);
  const unsaved = useStore(drafts);
  useKeys({ '/': () => field.current?.focus() });
  const known = data && [...data.scripts, ...data.files].map(one => one.file);
  const fresh = known ? Object.keys(unsaved).filter(file => !known.includes(file)).map(file => ({ file, size: unsaved[file].text.length })) : [];
  const scripts = matching(arrange(data?.scripts || []), text);
  const files = matching([...(data?.files || []), ...fresh].sort((one, other) => one.file.localeCompare(other.file)), text);
  const none = data && known.length + fresh.length === 0;

  return html`<${PageHead} title="Scripts" lead=${data ? summary(data) : 'Files of JavaScript that are plugins.'}
      actions=${html`<${SearchField} label="Filter scripts" placeholder="Filter   /" value=${text} inputRef=${field} onInput=${setText} />
        <${Button} look="primary" icon="plus" class="script-new" onClick=${() => setCreating('policy')}>New script</${Button}>`} />
    ${loading && !data && html`<${Skeleton} rows=${8} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && html`<${Engine} engine=${data.engine} />`}
    ${none && html`<section class="card"><${Nothing} onCreate=${setCreating} /></section>`}
    ${data && !none && scripts.length + files.length === 0 && html`<${Empty} icon="scripts"
      title="Nothing matches">No file has this in its name, kind or state.</${Empty}>`}
    <div class="stack-large">${scripts.length > 0 && html`<${Scripts} scripts=${scripts} />`}
      ${files.length > 0 && html`<${Beside} files=${files} tables=${data.tables} />`}</div>
    ${creating && html`<${Create} kind=${creating} taken=${[...(known || []), ...Object.keys(unsaved)]} navigate=${navigate}
      onClose=${() => setCreating('')} />`}`;
}
