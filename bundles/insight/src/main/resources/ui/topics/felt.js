// How something was felt: a bar of four parts, with the numbers as its label.
import { formatNumber, html } from '/ui/console/ui.js';

export const FEELINGS = ['positive', 'mixed', 'neutral', 'negative'];

/** `width`: the share of the place that it takes, from 0 to 1. */
export function Felt({ of, width = 1 }) {
  const known = FEELINGS.reduce((sum, feeling) => sum + of[feeling], 0);
  const parts = FEELINGS.filter(feeling => of[feeling] > 0);
  const label = known === 0 ? 'No feeling was understood' : parts.map(feeling => `${formatNumber(of[feeling])} ${feeling}`).join(', ');
  return html`<span class="felt" role="img" aria-label=${label} title=${label} style=${`--width: ${Math.max(2, width * 100)}%`}>
    ${parts.map(feeling => html`<span class=${`felt-${feeling}`} style=${`flex-grow: ${of[feeling]}`}></span>`)}
    ${of.signals > known && html`<span class="felt-unknown" style=${`flex-grow: ${of.signals - known}`}></span>`}
  </span>`;
}
