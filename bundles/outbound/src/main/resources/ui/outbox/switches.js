// The stops that are on, those that hold back what was not approved, and what is planned.
import { Button, Card, Pill, formatFull, html, useState } from '/ui/console/ui.js';
import { ResumeDialog } from './press.js';

function Stop({ stop, onResume }) {
  return html`<li class="stop-line" data-stop=${stop.id}>
    <div class="stop-line-text"><strong dir="auto">${stop.words}</strong>
      <span class="muted" dir="auto">${stop.who}, ${formatFull(stop.at)}${stop.reason && ` · “${stop.reason}”`}
        ${stop.until && ` · until ${formatFull(stop.until)}`}${stop.resumedBy && ` · resumed by ${stop.resumedBy}`}</span></div>
    <${Pill} tone=${stop.on ? 'bad' : 'warn'} dot>${stop.on ? 'Stopped' : 'Holds back what was not approved'}</${Pill}>
    ${stop.on && onResume && html`<${Button} small look="primary" icon="play" class="resume" onClick=${onResume}>Resume…</${Button}>`}
  </li>`;
}

const Planned = ({ one, now }) => html`<li class="stop-line">
  <div class="stop-line-text"><strong dir="auto">${one.words}</strong>
    <span class="muted" dir="auto">${one.reason} · calendar ${one.calendar} · ${formatFull(one.from)} to ${formatFull(one.until)}</span></div>
  <${Pill} tone=${now ? 'bad' : 'idle'} dot>${now ? 'Stopped' : 'Planned'}</${Pill}></li>`;

export function Switches({ api, told, level, chosen, onDone }) {
  const [resuming, setResuming] = useState(null);
  const all = told?.stops || [];
  const calendar = told?.calendar || [];
  const planned = (told?.planned || []).slice(0, 5);
  if (all.length + calendar.length + planned.length === 0) return null;
  return html`<${Card} title="Stops" icon="stop"><ul>
    ${all.map(stop => html`<${Stop} key=${stop.id} stop=${stop} onResume=${level.supervisor && (() => setResuming(stop))} />`)}
    ${calendar.map(one => html`<${Planned} key=${one.calendar + one.from} one=${one} now />`)}
    ${planned.map(one => html`<${Planned} key=${one.calendar + one.from} one=${one} />`)}
  </ul>${resuming && html`<${ResumeDialog} api=${api} stop=${resuming} chosen=${chosen} onDone=${onDone} onClose=${() => setResuming(null)} />`}</${Card}>`;
}
