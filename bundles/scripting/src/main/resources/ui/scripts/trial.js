// A dry run: what the text in the editor would have decided about recorded entries, beside what the live version decides.
import { Button, Icon, Select, formatMicros, formatNumber, html, plural, useState } from '/ui/console/ui.js';
import { Example } from './example.js';
import { placeOf } from './model.js';

const COUNTS = [['appear', 'appear', 'Only the text in the editor gives them'], ['vanish', 'vanish', 'Only the live version gives them'],
  ['change', 'change', 'Both give one, but not the same'], ['stay', 'stay', 'Both give the same'], ['errors', 'errors', 'Entries on which the text in the editor fails']];
const NAMES = { appear: 'appear', vanish: 'vanish', change: 'change', error: 'errors' };
const LASTS = [1_000, 10_000, 100_000, 1_000_000].map(value => ({ value: String(value), label: `last ${formatNumber(value)} signals` }));

/** After so many calls a script is compiled. */
const FEW = 2_000;

const STATES = { waiting: 'Waiting', learning: 'Working out what was known of people then', running: 'Asking both versions' };

function Progress({ report, onCancel }) {
  const { state = 'waiting', done = 0, total = 0, entries = 0 } = report || {};
  const share = total > 0 ? Math.floor((done / total) * 100) : 0;
  return html`<div class="trial-progress"><label for="trial-bar">${STATES[state] || 'Begins'}…${entries > 0 && html`<span
      class="muted"> ${formatNumber(entries)} entries</span>`}</label>
    <div class="row"><progress id="trial-bar" max="100" value=${total > 0 ? share : undefined}></progress><span class="number">${share} %</span>
      <${Button} small icon="close" class="act-cancel" onClick=${onCancel}>Cancel</${Button}></div></div>`;
}

function Figures({ report }) {
  return html`<dl class="trial-figures">${COUNTS.map(([name, label, title]) => html`<div key=${name} title=${title} data-count=${name}>
      <dd class=${name !== 'stay' && report[name] > 0 ? `trial-${name}` : ''}>${formatNumber(report[name])}</dd><dt>${label}</dt></div>`)}</dl>
    <p class="muted">${plural(report.entries, 'entry', 'entries')} asked. A call takes ${micros(report.microsPerCall)}${report.live
      ? html`, of the live version ${micros(report.liveMicrosPerCall)}` : '; no version is live to compare with'}${report.entries < FEW ? ' (not yet warm: too few to tell)' : ''}.
      ${report.liveErrors > 0 && html` The live version fails on ${formatNumber(report.liveErrors)}.`}</p>`;
}

const micros = value => (value > 0 && value < 10 ? `${value.toFixed(1)} µs` : formatMicros(value));

function Outcome({ report }) {
  if (report.state === 'failed') return html`<p class="form-error" role="alert" dir="auto"><${Icon} name="alert" /><span>${report.message}</span></p>`;
  return html`${report.state === 'cancelled' && html`<p class="form-note"><${Icon} name="info" /><span>Cancelled; this is what it had found.</span></p>`}
    ${!report.whole && html`<p class="form-note"><${Icon} name="info" /><span>The beginning of the journal is gone, so profiles know nothing from
      before and may differ from those of then.</span></p>`}
    <${Figures} report=${report} />`;
}

function Examples({ report }) {
  const [wanted, setWanted] = useState('');
  const kinds = [...new Set(report.examples.map(one => one.difference))];
  const chosen = kinds.includes(wanted) ? wanted : '';
  const examples = report.examples.filter(one => chosen === '' || one.difference === chosen);
  if (report.examples.length === 0) {
    return report.state === 'done' && html`<p class="trial-same"><${Icon} name="check" /> ${report.entries > 0
      ? 'It decides exactly as the live version does.' : 'There was no entry to ask about.'}</p>`;
  }
  return html`<div class="panel-head trial-filter"><h3>Examples</h3><${Select} label="Kind of difference" all="All differences" value=${chosen} onChange=${setWanted}
      options=${kinds.map(kind => ({ value: kind, label: `${NAMES[kind] || kind} (${report.examples.filter(one => one.difference === kind).length})` }))} /></div>
    <ul class="examples">${examples.map((one, at) => html`<${Example} key=${`${one.position} ${one.difference} ${at}`} example=${one} live=${report.live} />`)}</ul>`;
}

export function Trial({ trial, text }) {
  const [last, setLast] = useState('10000');
  const { report, running, problem, begin, cancel, tried } = trial;
  return html`<p class="muted">Asks the text in the editor, and the live version beside it, about what was recorded. Nothing is written and nothing
      leaves.</p>
    <div class="panel-head"><${Select} label="Over how many" value=${last} onChange=${setLast} options=${LASTS} />
      <${Button} small icon="play" look="primary" class="act-try" disabled=${running} onClick=${() => begin(last)}>Try</${Button}></div>
    ${problem && html`<p class="form-error" role="alert" dir="auto"><${Icon} name="alert" /><span>${placeOf(problem) && html`<code>${placeOf(problem)}</code> `}${problem.message}</span></p>`}
    ${running && html`<${Progress} report=${report} onCancel=${cancel} />`}
    <div role="status" class="trial-result" data-trial=${running ? 'running' : report?.state || 'none'}>
      ${report && !running && html`<${Outcome} report=${report} />`}
      ${report && !running && tried !== text && html`<p class="muted">The text has changed since; try again to see what it does now.</p>`}</div>
    ${report && !running && html`<${Examples} report=${report} />`}`;
}
