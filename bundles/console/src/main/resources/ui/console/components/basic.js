// Buttons, pills, cards and what else is small.
import { html, useEffect, useState } from '../lib/html.js';
import { formatFull, formatRelative, initials } from '../lib/format.js';
import { createStore, useStore } from '../lib/store.js';
import { Icon } from './icon.js';

/** look: primary | plain | quiet | danger */
export function Button({ look = 'plain', icon, children, busy, small, class: extra = '', ...rest }) {
  const classes = `button button-${look} ${small ? 'button-small' : ''} ${extra}`;
  const content = html`${icon && html`<${Icon} name=${icon} size=${small ? 14 : 16} />`}${children && html`<span>${children}</span>`}`;
  if (rest.href) return html`<a class=${classes} ...${rest}>${content}</a>`;
  return html`<button type="button" class=${classes} aria-busy=${busy ? 'true' : undefined} ...${rest}
    disabled=${rest.disabled || busy}>${content}</button>`;
}

export function IconButton({ icon, label, class: extra = '', size = 16, ...rest }) {
  return html`<button type="button" class=${`icon-button ${extra}`} aria-label=${label} title=${label} ...${rest}>
    <${Icon} name=${icon} size=${size} /></button>`;
}

export function CopyButton({ text, label = 'Copy' }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [done]);
  return html`<${IconButton} icon=${done ? 'check' : 'copy'} size=${14} class="copy" label=${done ? 'Copied' : label}
    onClick=${() => navigator.clipboard?.writeText(text).then(() => setDone(true), () => {})} />`;
}

/** tone: good | warn | bad | idle | info | call | answer */
export function Pill({ tone = 'idle', icon, dot, children, title }) {
  return html`<span class=${`pill pill-${tone}`} title=${title}>
    ${dot && html`<span class="pill-dot" aria-hidden="true"></span>`}
    ${icon && html`<${Icon} name=${icon} size=${13} />`}${children}</span>`;
}

export function Card({ title, icon, actions, children, class: extra = '', level = 2 }) {
  const Heading = `h${level}`;
  return html`<section class=${`card ${extra}`}>
    ${(title || actions) && html`<header class="card-head">
      <${Heading} class="card-title">${icon && html`<${Icon} name=${icon} />`}${title}</${Heading}>
      ${actions && html`<div class="actions">${actions}</div>`}
    </header>`}
    ${children}
  </section>`;
}

export function PageHead({ title, lead, actions, back }) {
  return html`<header class="page-head">
    <div class="page-head-text">
      ${back && html`<a class="back" href=${back.href}><${Icon} name="left" size=${14} />${back.label}</a>`}
      <h1 dir="auto">${title}</h1>
      ${lead && html`<p class="lead">${lead}</p>`}
    </div>
    ${actions && html`<div class="actions">${actions}</div>`}
  </header>`;
}

export function Empty({ icon = 'info', title, children, action }) {
  return html`<div class="empty">
    <span class="empty-icon"><${Icon} name=${icon} size=${26} /></span>
    <h2>${title}</h2>
    <p>${children}</p>
    ${action && html`<div class="actions">${action}</div>`}
  </div>`;
}

export function Skeleton({ rows = 6, class: extra = '' }) {
  return html`<div class=${`skeleton ${extra}`} role="status" aria-label="Loading">
    ${Array.from({ length: rows }, (_, row) => html`<span key=${row} class=${`bone bone-${row % 4}`}></span>`)}
  </div>`;
}

const seconds = createStore(Date.now());
setInterval(() => seconds.set(Date.now()), 1000);

/** The time now, renewed each second. */
export const useNow = () => useStore(seconds);

export function Ago({ time, none = 'never' }) {
  const now = useNow();
  if (!time) return html`<span class="muted">${none}</span>`;
  return html`<time datetime=${time} title=${formatFull(time)}>${formatRelative(time, now)}</time>`;
}

/** A coloured disc with initials; the colour follows from the id, so that the same person looks the same. */
export function Avatar({ name, id, large }) {
  let sum = 0;
  for (const character of id || name || '') sum = (sum * 31 + character.codePointAt(0)) % 8;
  return html`<span class=${`avatar avatar-${sum} ${large ? 'avatar-large' : ''}`} aria-hidden="true">${initials(name)}</span>`;
}

export function Problems({ problems, empty = null }) {
  if (!problems || problems.length === 0) return empty;
  return html`<ul class="problems">${problems.map(problem => html`
    <li class=${`problem problem-${String(problem.severity).toLowerCase()}`}>
      <${Icon} name="alert" />
      <div dir="auto"><strong>${problem.what}</strong>${problem.remedy && html`<span>${problem.remedy}</span>`}
        ${problem.where && html`<code>${problem.where}</code>`}</div>
    </li>`)}</ul>`;
}

/** What went wrong with loading, and a way to try again. */
export function Failure({ error, retry }) {
  return html`<${Empty} icon="alert" title=${error.status === 503 ? 'Not ready yet' : 'This could not be loaded'}
    action=${retry && html`<${Button} icon="refresh" onClick=${retry}>Try again</${Button}>`}>${error.message}</${Empty}>`;
}

export function SearchField({ value, onInput, placeholder, label, inputRef }) {
  return html`<label class="search">
    <${Icon} name="search" /><span class="hidden">${label}</span>
    <input type="search" dir="auto" ref=${inputRef} value=${value} placeholder=${placeholder} spellcheck=${false}
      autocomplete="off" onInput=${event => onInput(event.currentTarget.value)}
      onKeyDown=${event => event.key === 'Escape' && (onInput(''), event.currentTarget.blur())} />
  </label>`;
}

export function Select({ label, value, onChange, options, all, ...rest }) {
  return html`<label class="select"><span class="hidden">${label}</span>
    <select value=${value} onChange=${event => onChange(event.currentTarget.value)} aria-label=${label} ...${rest}>
      ${all && html`<option value="">${all}</option>`}
      ${options.map(option => {
        const { value: itsValue, label: itsLabel } = typeof option === 'string' ? { value: option, label: option } : option;
        return html`<option value=${itsValue} selected=${itsValue === value}>${itsLabel}</option>`;
      })}
    </select><${Icon} name="down" size=${14} /></label>`;
}
