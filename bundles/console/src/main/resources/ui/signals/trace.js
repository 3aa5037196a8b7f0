// What came of a signal, step by step: heard, understood, decided, performed.
import { Icon, Pill, formatClock, formatFull, html, words } from '/ui/console/ui.js';

const STEPS = {
  heard: { icon: 'ear', title: 'Heard' },
  understood: { icon: 'bulb', title: 'Understood' },
  decided: { icon: 'fork', title: 'Decided' },
  performed: { icon: 'send', title: 'Performed' },
};

const OUTCOMES = { done: 'good', later: 'idle', refused: 'bad', unsure: 'warn' };

function Insights({ insights }) {
  if (!insights || insights.length === 0) return html`<p class="muted">No enricher had anything to say.</p>`;
  return html`<ul class="insights">${insights.map(insight => html`<li>
    <span class="insight-type">${words(insight.type)}</span>
    <span class="insight-value" dir="auto">${insight.value}${insight.about && html` <small class="muted">about ${insight.about}</small>`}</span>
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

function Body({ entry, told }) {
  switch (entry.kind) {
    case 'heard':
      return html`<p>By <strong>${entry.connection || told.connection}</strong>; durable before it was acknowledged.</p>`;
    case 'understood':
      return html`${entry.profile ? html`<p>Recognised as <a href=${`/profiles/${encodeURIComponent(entry.profile)}`}>this profile</a>.</p>` : html`<p>Given by nobody known.</p>`}
        <${Insights} insights=${entry.insights} />`;
    case 'decided':
      return html`<p>By <strong>${entry.policy}</strong> ${entry.version}</p><${Action} action=${entry.action} />`;
    case 'performed':
      return html`<${Outcome} outcome=${entry.outcome} />`;
    default:
      return null;
  }
}

export function Trace({ told }) {
  const entries = told.trace || [];
  const understood = entries.some(entry => entry.kind === 'understood');
  return html`<ol class="trace">
    ${entries.map(entry => {
      const step = STEPS[entry.kind] || { icon: 'dot', title: words(entry.kind) };
      return html`<li key=${entry.position} class=${`trace-step trace-${entry.kind}`}>
        <span class="trace-icon"><${Icon} name=${step.icon} size=${15} /></span>
        <div class="trace-head"><strong>${step.title}</strong><time datetime=${entry.at} title=${formatFull(entry.at)}>${formatClock(entry.at)}</time><code>${entry.position}</code></div>
        <div class="trace-body"><${Body} entry=${entry} told=${told} /></div>
      </li>`;
    })}
    ${!understood && html`<li class="trace-step trace-coming"><span class="trace-icon"><${Icon} name="bulb" size=${15} /></span>
      <div class="trace-head"><strong>On the road</strong></div><div class="trace-body"><p class="muted">Not yet understood; this follows by itself.</p></div></li>`}
    ${understood && !entries.some(entry => entry.kind === 'decided') && html`<li class="trace-step trace-end"><span class="trace-icon"><${Icon} name="check" size=${15} /></span>
      <div class="trace-head"><strong>Nothing to do</strong></div><div class="trace-body"><p class="muted">No policy decided an action on it.</p></div></li>`}
  </ol>`;
}
