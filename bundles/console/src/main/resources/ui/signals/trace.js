// What came of a signal, step by step: heard, understood, ordered, decided, performed.
import { Icon, Pill, formatClock, formatFull, html, words } from '/ui/console/ui.js';

const STEPS = {
  heard: { icon: 'ear', title: 'Heard' },
  understood: { icon: 'bulb', title: 'Understood' },
  commanded: { icon: 'profiles', title: 'Ordered' },
  decided: { icon: 'fork', title: 'Decided' },
  performed: { icon: 'send', title: 'Performed' },
  coming: { icon: 'bulb', title: 'On the road' },
  end: { icon: 'check', title: 'Nothing to do' },
};

const OUTCOMES = { done: 'good', later: 'idle', refused: 'bad', unsure: 'warn' };

function Insights({ insights }) {
  if (!insights || insights.length === 0) return html`<p class="muted">No enricher had anything to add.</p>`;
  return html`<ul class="insights">${insights.map(insight => html`<li>
    <span class="insight-type">${words(insight.type)}</span>
    <span class="insight-value" dir="auto">${insight.value}${insight.about && html` <small
      class="muted">about ${insight.about}</small>`}</span>
    <span class="insight-sure" title="Confidence">${Math.round(insight.confidence * 100)} %</span>
    ${insight.enricher && html`<span class="insight-by">${insight.enricher} ${insight.version}</span>`}
  </li>`)}</ul>`;
}

function Action({ action }) {
  return html`<div class="trace-action"><${Pill} tone="violet">${words(action.type)}</${Pill}>
    ${action.connection && html`<span class="muted">by ${action.connection}</span>`}
    ${action.text && html`<p dir="auto">${action.text}</p>`}</div>`;
}

function Outcome({ outcome }) {
  const name = outcome.kind;
  return html`<div class="trace-action"><${Pill} tone=${OUTCOMES[name] || 'idle'}>${name}</${Pill}>
    <span dir="auto">${outcome.reason || outcome.reference || outcome.delay || ''}</span></div>`;
}

// What an order says beside its verb, in this order. The text of an answer stands in the decision that follows from it.
const SAID = ['to', 'queue', 'queueWhy', 'reason', 'clock', 'text'];

function Order({ order }) {
  const told = order.arguments || {};
  return html`<p>By <strong>${order.who}</strong>, of ${order.subject}</p>
    <div class="trace-action"><${Pill} tone="violet">${words(order.command)}</${Pill}>
      <dl class="trace-order">${SAID.filter(name => told[name] && (name !== 'text' || order.command !== 'reply')).map(name => html`<div key=${name}><dt>${name === 'queueWhy' ? 'because' : words(name)}</dt>
        <dd dir="auto">${String(told[name])}</dd></div>`)}</dl></div>`;
}

function Body({ entry, told }) {
  switch (entry.kind) {
    case 'heard':
      return html`<p>By <strong>${entry.connection || told.connection}</strong>; durable before it was acknowledged.</p>`;
    case 'understood':
      return html`${entry.profile ? html`<p>Recognised as <a
        href=${`/profiles/${encodeURIComponent(entry.profile)}`}>this profile</a>.</p>` : html`<p>It names nobody.</p>`}
        <${Insights} insights=${entry.insights} />`;
    case 'commanded':
      return html`<${Order} order=${entry} />`;
    case 'decided':
      return html`<p>By <strong>${entry.policy}</strong> ${entry.version}</p><${Action} action=${entry.action} />`;
    case 'performed':
      return html`<${Outcome} outcome=${entry.outcome} />`;
    case 'coming':
      return html`<p class="muted">Not yet understood; this follows by itself.</p>`;
    case 'end':
      return html`<p class="muted">No policy decided an action on it.</p>`;
    default:
      return null;
  }
}

/** Whether the road has come to a signal or beyond; `reached` is its position, null while that is not known. */
export function hasPassed(reached, id) {
  if (!reached) return false;
  const [partition, number] = id.split('-').map(Number);
  const [at, end] = reached.split('-').map(Number);
  return at === partition && end >= number;
}

/** The entries, and what they leave unsaid: nothing is written of a signal of which nothing was understood. */
function stepsOf(told, arrived) {
  const steps = (told.trace || []).map(entry => ({ ...entry, known: true }));
  const has = kind => steps.some(step => step.kind === kind);
  if (!has('understood') && arrived) steps.splice(1, 0, { kind: 'understood', profile: told.profile, insights: [] });
  if (!has('understood') && !arrived && steps.length === 1) return [...steps, { kind: 'coming' }];
  return has('decided') || has('commanded') || !arrived ? steps : [...steps, { kind: 'end' }];
}

function Step({ step, told }) {
  const look = STEPS[step.kind] || { icon: 'dot', title: words(step.kind) };
  return html`<li class=${`trace-step trace-${step.kind}`}>
    <span class="trace-icon"><${Icon} name=${look.icon} size=${15} /></span>
    <div class="trace-head"><strong>${look.title}${step.again ? ' again' : ''}</strong>
      ${step.known && html`<time datetime=${step.at}
        title=${formatFull(step.at)}>${formatClock(step.at)}</time><code>${step.position}</code>`}</div>
    <div class="trace-body"><${Body} entry=${step} told=${told} /></div>
  </li>`;
}

export function Trace({ told, arrived }) {
  return html`<ol class="trace">${stepsOf(told, arrived).map((step, at) => html`<${Step} key=${step.position || at} step=${step}
    told=${told} />`)}
    ${told.truncated && html`<li class="muted">More came of it than is shown here.</li>`}</ol>`;
}
