// Above every page: whether anything may leave, and the switch.
import { Button, Icon, formatFull, formatNumber, formatRelative, html, may, me, plural, stylesheet, useEffect, useNow, useState, useStore } from '/ui/console/ui.js';
import { StopDialog } from './press.js';
import { follow, isEverything, stops } from './stops.js';

await stylesheet('/ui/outbox/page.css');

const TONES = { running: 'good', partly: 'warn', held: 'bad', stopped: 'bad', starting: 'idle', unknown: 'idle' };
const TITLES = {
  running: 'Answers leave',
  partly: 'Partly stopped',
  stopped: 'Everything is stopped',
  held: 'Nothing leaves',
  starting: 'Nothing leaves yet',
  unknown: 'Not known whether anything leaves',
};

function Who({ stop, now }) {
  return html`<span dir="auto" class="clip">${!isEverything(stop) && html`<strong>${stop.words}</strong> · `}by ${stop.who}
    ${' '}<time datetime=${stop.at} title=${formatFull(stop.at)}>${formatRelative(stop.at, now)}</time>${stop.reason && ` · “${stop.reason}”`}</span>`;
}

export default function StopBar({ api }) {
  const told = useStore(stops);
  useStore(me);
  const now = useNow();
  const [asking, setAsking] = useState(false);
  useEffect(() => follow(api), [api]);
  if (!told) return html`<div class="stop-bar stop-idle" role="status">Looking whether anything may leave…</div>`;
  const on = (told.stops || []).filter(stop => stop.on);
  const tone = TONES[told.state] || 'idle';
  const planned = told.calendar || [];
  return html`<section class=${`stop-bar stop-${tone}`} aria-label="Stop switch" data-state=${told.state}>
    <span class="stop-state" role="status"><${Icon} name=${tone === 'good' ? 'send' : tone === 'idle' ? 'clock' : 'stop'} />
      <strong>${TITLES[told.state] || told.state}</strong></span>
    <span class="stop-told clip">
      ${on.length > 0 && html`<${Who} stop=${on[0]} now=${now} />`}
      ${on.length > 1 && html`<span class="nowrap">and ${plural(on.length - 1, 'more stop')}</span>`}
      ${on.length === 0 && planned.length > 0 && html`<span dir="auto">calendar ${planned[0].calendar}: ${planned[0].reason}, until ${formatFull(planned[0].until)}</span>`}
      ${told.reason && html`<span dir="auto">${told.reason}</span>`}
    </span>
    <span class="stop-counts nowrap"><a href="/outbox?stage=held"><strong>${formatNumber(told.held ?? 0)}</strong> held</a>
      <a href="/outbox"><strong>${formatNumber(told.waiting ?? 0)}</strong> under way</a>
      ${told.unsure > 0 && html`<a href="/outbox?stage=unsure" class="stop-unsure"><strong>${formatNumber(told.unsure)}</strong> unsure</a>`}</span>
    ${on.length > 0 && html`<${Button} small href="/outbox" class="stop-see">${on.length > 1 ? 'See all' : 'See and resume'}</${Button}>`}
    ${told.state !== 'stopped' && may('agent') && html`<${Button} small look="danger" icon="stop" class="stop-button" aria-haspopup="dialog"
      onClick=${() => setAsking(true)}>Stop</${Button}>`}
    ${asking && html`<${StopDialog} api=${api} onClose=${() => setAsking(false)} />`}
  </section>`;
}
