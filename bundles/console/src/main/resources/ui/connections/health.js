// How a connection is.
import { Ago, Pill, formatNumber, html, useNow, useRef } from '/ui/console/ui.js';

const STATUS = {
  starting: ['info', 'Starting'], running: ['good', 'Running'], paused: ['idle', 'Paused'], draining: ['info', 'Draining'],
  failing: ['bad', 'Failing'], quarantined: ['bad', 'Quarantined'], absent: ['warn', 'Absent'],
};

export function Status({ connection }) {
  const [tone, label] = STATUS[connection.status] || ['idle', connection.status];
  return html`<${Pill} tone=${tone} dot title=${`Since ${new Date(connection.since).toLocaleString()}`}>${label}</${Pill}>`;
}

/** What the bundle of an absent connector would bring is unknown, so its own remedy is said here. */
export function problemsOf(connection) {
  if (connection.problems.length > 0 || connection.status !== 'absent') return connection.problems;
  return [{
    severity: 'warning', where: connection.connector, what: `The connector “${connection.connector}” is not installed.`,
    remedy: 'Drop its bundle into deploy/; the connection then starts by itself.',
  }];
}

const WINDOW = 60_000;

/** Signals heard in the last minute by connection, as far as this console watched; null until it has looked twice. */
export function useRates(items) {
  const seen = useRef(new Map());
  const now = Date.now();
  return new Map((items || []).map(connection => {
    const marks = (seen.current.get(connection.id) || []).filter(([at, heard]) => now - at < WINDOW && heard <= connection.heard);
    if (marks.length === 0 || marks[marks.length - 1][0] !== now) marks.push([now, connection.heard]);
    seen.current.set(connection.id, marks);
    const [at, heard] = marks[0];
    return [connection.id, now === at ? null : connection.heard - heard];
  }));
}

export function RetryAt({ time }) {
  const now = useNow();
  if (!time) return null;
  const seconds = Math.ceil((new Date(time).getTime() - now) / 1000);
  return html`<span class="muted">${seconds > 0 ? `Tried again in ${seconds} s` : 'Being tried again'}</span>`;
}

export function Counters({ connection, rate }) {
  const heard = [
    ['Heard', formatNumber(connection.heard), 'Signals since the process started'],
    ['In the last minute', rate == null ? '–' : formatNumber(rate), 'As far as this console watched'],
    ['Repeated', formatNumber(connection.repeated), 'Recognised as offered before; not heard twice'],
    ['Rejected', formatNumber(connection.rejected), 'Became dead letters since the process started'],
    ['Last heard', html`<${Ago} time=${connection.lastHeard} />`, 'When the latest signal was heard'],
    ['Far end answered', html`<${Ago} time=${connection.lastAlive} />`, 'When the outside system last answered'],
  ];
  const spoken = [
    ['Performed', formatNumber(connection.performed), 'Actions performed since the process started'],
    ['Refused', formatNumber(connection.refused), 'Actions the outside system refused since the process started'],
    ['Last performed', html`<${Ago} time=${connection.lastPerformed} />`, 'When the latest action was performed'],
  ];
  const facts = [
    ...(connection.hears || !connection.speaks ? heard : []), ...(connection.speaks ? spoken : []),
    ['Errors', formatNumber(connection.errors), 'Failures since the process started'],
  ];
  return html`<dl class="counters">${facts.map(([name, value, title]) => html`<div key=${name}
    title=${title}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
