// How fast signals come, and what is not shown.
import { Pill, formatNumber, formatRate, html } from '/ui/console/ui.js';

export function Meter({ feed, paused }) {
  return html`<div class="meter">
    ${feed.skipped > 0 && html`<${Pill} tone="warn" title="They are in the journal, but came faster than a browser can show them.">
      ${formatNumber(feed.skipped)} not shown</${Pill}>`}
    <span class="meter-rate" title="Signals that this console was told of in the last 10 seconds, shown or not">
      <strong>${formatRate(feed.rate)}</strong> per second</span>
    ${paused && html`<${Pill} tone="info" icon="pause">Paused</${Pill}>`}
  </div>`;
}
