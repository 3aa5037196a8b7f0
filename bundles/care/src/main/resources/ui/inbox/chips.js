// The small signs of a case: its clocks, priority, state, language, topics.
import { Icon, Pill, createStore, html, useEffect, useState, words } from '/ui/console/ui.js';
import { CLOCKS, PRIORITIES, STATES, clockFace, feelingTone } from './model.js';

const tick = createStore(Date.now());
setInterval(() => tick.set(Date.now()), 1000);

/** A clock that runs. It is drawn again only when what it says changes, so hundreds of them cost nothing. */
export function Clock({ clock, named, short }) {
  const [face, setFace] = useState(() => clockFace(clock, Date.now()));
  useEffect(() => {
    const look = now => {
      const next = clockFace(clock, now);
      setFace(before => (before.text === next.text && before.tone === next.tone ? before : next));
    };
    look(Date.now());
    return tick.watch(look);
  }, [clock.due, clock.paused, clock.warnAt, clock.breached, clock.warned, clock.leftSeconds]);
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
