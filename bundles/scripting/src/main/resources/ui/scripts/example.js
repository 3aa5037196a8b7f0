// One entry on which two versions differ: what the live one decides, and what the text in the editor would.
import { Channel, Kind, Pill, formatFull, formatWhen, html, words } from '/ui/console/ui.js';

const TONES = { appear: 'good', vanish: 'bad', change: 'warn', error: 'bad' };

const shown = value => (typeof value === 'string' ? value : JSON.stringify(value));

/** What is worth a line of an action or an insight, beside its type and its text. */
function details(one) {
  const to = one.to && `${one.to.scheme}:${one.to.value}`;
  const plain = { to, value: one.value, about: one.about, confidence: one.confidence, notBefore: one.notBefore, ...one.attributes };
  return Object.entries(plain).filter(([, value]) => value !== undefined && value !== null && value !== '');
}

function Answer({ one, other }) {
  const before = new Map(other ? details(other) : []);
  return html`<div class="answer-one"><div class="row"><${Pill} tone="violet">${words(one.type)}</${Pill}>
      ${one.connection && html`<span class="muted">by ${one.connection}</span>`}</div>
    ${one.text && html`<p dir="auto" class=${other && other.text !== one.text ? 'answer-other' : ''}>${one.text}</p>`}
    ${details(one).length > 0 && html`<dl>${details(one).map(([name, value]) => html`<div key=${name}
      class=${other && shown(before.get(name)) !== shown(value) ? 'answer-other' : ''}><dt>${words(name)}</dt><dd dir="auto">${shown(value)}</dd></div>`)}</dl>`}</div>`;
}

function Side({ title, answers, others, message }) {
  return html`<div class="answers"><h4>${title}</h4>${message ? html`<p class="script-bad" dir="auto">${message}</p>`
    : answers.length === 0 ? html`<p class="muted">Nothing</p>`
    : answers.map((one, at) => html`<${Answer} key=${at} one=${one} other=${others[at]} />`)}</div>`;
}

export function Example({ example, live }) {
  const { difference, signal, position, at, before = [], after = [], message } = example;
  const text = signal?.text;
  return html`<li class="example" data-difference=${difference}><div class="example-head">
      <${Pill} tone=${TONES[difference] || 'idle'}>${difference}</${Pill}>
      ${signal && html`<${Kind} kind=${signal.kind} />${signal.channel && html`<${Channel} channel=${signal.channel} />`}`}
      <span class="muted example-at"><time datetime=${at} title=${formatFull(at)}>${formatWhen(at)}</time>
        ${signal ? html` <a href=${`/signals/${position}`}>${position}</a>` : html` ${position}`}</span></div>
    ${text && html`<p class="example-text" dir="auto">${text}</p>`}
    <div class="example-sides"><${Side} title=${live ? `Live ${live}` : 'Live: none'} answers=${before} others=${after} />
      <${Side} title="In the editor" answers=${after} others=${before} message=${message} /></div></li>`;
}
