// The small signs of a case: its clocks, priority, state, language, topics.
import { Icon, Pill, createStore, formatFull, formatRelative, html, useEffect, useState, words } from '/ui/console/ui.js';
import { CLOCKS, PRIORITIES, STATES, clockFace, feelingTone } from './model.js';

const tick = createStore(Date.now());
setInterval(() => tick.set(Date.now()), 1000);

/** What is worked out from the time. It is drawn again only when it says something else, so hundreds of them cost nothing. */
function useTicking(work, dependencies) {
  const [told, setTold] = useState(() => work(Date.now()));
  useEffect(() => {
    const look = now => {
      const next = work(now);
      setTold(before => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    look(Date.now());
    return tick.watch(look);
  }, dependencies);
  return told;
}

/** How long ago something was. */
export function Since({ time }) {
  const told = useTicking(now => formatRelative(time, now), [time]);
  return html`<time datetime=${time} title=${formatFull(time)}>${told}</time>`;
}

/** A clock that runs. */
export function Clock({ clock, named, short }) {
  const face = useTicking(now => clockFace(clock, now), [clock.due, clock.paused, clock.warnAt, clock.breached, clock.warned, clock.leftSeconds]);
  return html`<span class=${`sla sla-${face.tone}`} title=${face.title} data-clock=${clock.name}>
    <${Icon} name=${face.icon} size=${13} />${named && html`<span class="sla-name">${CLOCKS[clock.name] || words(clock.name)}</span>`}
    <span class="hidden">${face.title}: </span><span class="sla-time">${short ? face.text.replace(/ left$/, '') : face.text}</span></span>`;
}

export function Priority({ priority, why }) {
  if (!priority) return null;
  const because = (why || []).map(one => one.reason).join('; ');
  return html`<span class=${`priority priority-${priority}`} title=${`Priority: ${PRIORITIES[priority]}${because ? ` – ${because}` : ''}`}>
    <i aria-hidden="true"></i><span>${PRIORITIES[priority]}</span></span>`;
}

export function State({ state }) {
  const [tone, title] = STATES[state] || ['idle', words(state)];
  return html`<${Pill} tone=${tone}>${title}</${Pill}>`;
}

export function Feeling({ value }) {
  if (!value) return null;
  return html`<span class=${`chip chip-${feelingTone(value)}`}><i class="chip-dot" aria-hidden="true"></i>${value}</span>`;
}

export const Topic = ({ value }) => html`<span class="chip chip-topic">${words(value)}</span>`;

const languages = typeof Intl.DisplayNames === 'function' ? new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }) : null;

export function languageName(tag) {
  try {
    return languages?.of(tag) || tag;
  } catch {
    return tag;
  }
}

export function Language({ tag }) {
  if (!tag || tag === 'und') return null;
  return html`<span class="chip chip-language" title=${`Written in ${languageName(tag)}`}><${Icon} name="globe" size=${12} />${languageName(tag)}</span>`;
}
