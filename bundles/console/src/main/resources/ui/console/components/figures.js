// Numbers drawn.
import { html } from '../lib/html.js';

/** Bars of one unit width, the newest at the right. A null is a time not looked at. */
export function Bars({ values, label, height = 56 }) {
  const top = Math.max(1, ...values.filter(value => value != null));
  return html`<svg class="bars" role="img" aria-label=${label} viewBox=${`0 0 ${values.length * 4} ${height}`}
    preserveAspectRatio="none" height=${height}>
    ${values.map((value, at) => {
      const tall = value ? Math.max(2, (value / top) * (height - 2)) : 1.5;
      return html`<rect key=${at} class=${value ? 'bar' : 'bar bar-none'} x=${at * 4 + 0.5} width="3"
        y=${height - tall} height=${tall} rx="0.8" />`;
    })}
  </svg>`;
}

/** A number with its name and what it is made of. */
export function Figure({ name, value, unit, of, tone, children }) {
  return html`<div class=${`figure ${tone ? `figure-${tone}` : ''}`}>
    <div class="figure-name">${name}</div>
    <div class="figure-value">${value}${unit && html`<small>${unit}</small>`}</div>
    ${of && html`<div class="figure-of">${of}</div>`}
    ${children}
  </div>`;
}
