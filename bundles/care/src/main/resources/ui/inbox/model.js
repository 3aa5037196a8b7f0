// What a case means to the person who looks at it: clocks, words, order. Pure.

export const CLOCKS = { 'first-answer': 'First answer', resolution: 'Resolution' };
export const PRIORITIES = { 1: 'Urgent', 2: 'High', 3: 'Normal', 4: 'Low' };
export const STATES = {
  received: ['call', 'Received'], acknowledged: ['info', 'Acknowledged'], assessed: ['info', 'Assessed'],
  answered: ['good', 'Answered'], closed: ['idle', 'Closed'], reopened: ['warn', 'Reopened'],
};
export const STAGES = {
  pending: ['idle', 'clock', 'On its way'], sent: ['good', 'check', 'Sent'], refused: ['bad', 'alert', 'Refused'],
  unsure: ['warn', 'alert', 'Nobody knows whether it arrived'],
};
export const REASONS = [
  ['solved', 'Solved', 'What was asked for has been done'],
  ['no-answer-needed', 'No answer needed', 'Nothing was asked or claimed'],
  ['duplicate', 'Duplicate', 'It is dealt with in another case'],
  ['spam', 'Spam', 'It is not from a customer'],
  ['unreachable', 'Cannot be reached', 'There is no way to answer'],
];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A time as one reads it on a clock that runs: `2 d 4 h`, `3 h 05 min`, `12 min`, `1:25`. */
export function left(milliseconds) {
  const time = Math.abs(milliseconds);
  const whole = unit => Math.floor(time / unit);
  if (time >= DAY) return `${whole(DAY)} d ${Math.floor((time % DAY) / HOUR)} h`;
  if (time >= HOUR) return `${whole(HOUR)} h ${String(Math.floor((time % HOUR) / MINUTE)).padStart(2, '0')} min`;
  if (time >= 10 * MINUTE) return `${whole(MINUTE)} min`;
  return `${whole(MINUTE)}:${String(Math.floor((time % MINUTE) / 1000)).padStart(2, '0')}`;
}

/** How a clock stands: {tone, icon, text, title}. What it says never rests on its colour. */
export function clockFace(clock, now) {
  const name = CLOCKS[clock.name] || clock.name;
  if (clock.paused) {
    const rest = clock.leftSeconds == null ? '' : ` with ${left(clock.leftSeconds * 1000)} left`;
    return { tone: 'idle', icon: 'pause', text: 'Paused', title: `${name}: waits for the customer${rest}` };
  }
  const due = Date.parse(clock.due);
  if (!(due > 0)) return { tone: 'idle', icon: 'clock', text: '–', title: name };
  if (due <= now || clock.breached) {
    return { tone: 'bad', icon: 'alert', text: `${left(now - due)} late`, title: `${name}: the time is over` };
  }
  const warned = clock.warned || Date.parse(clock.warnAt) <= now;
  return {
    tone: warned ? 'warn' : 'good', icon: 'clock', text: `${left(due - now)} left`,
    title: `${name}: ${warned ? 'due soon' : 'in time'}`,
  };
}

/** The clock that matters most: the one that is late or due first; a paused one only if none runs. */
export function mostUrgent(clocks) {
  const rank = clock => (clock.paused ? Infinity : Date.parse(clock.due) || Infinity);
  return [...(clocks || [])].sort((one, other) => rank(one) - rank(other))[0];
}

export const nameOf = one => one.customer?.name || one.reply?.to?.replace(/^\w+:/, '') || 'Somebody';

export const subjectOf = one => one.subject || (one.topics || []).map(topic => topic.replace(/[-_]+/g, ' ')).join(', ') || 'No subject';

/** Which cases each view asks for. */
export const VIEWS = [
  { name: 'mine', title: 'Mine', asks: { state: 'open', assignee: 'me', snoozed: false } },
  { name: 'free', title: 'Unassigned', asks: { state: 'open', assignee: 'none', snoozed: false } },
  { name: 'open', title: 'All open', asks: { state: 'open' } },
  { name: 'waiting', title: 'Waiting for the customer', asks: { state: 'open', waiting: 'customer' } },
  { name: 'snoozed', title: 'Snoozed', asks: { state: 'open', snoozed: true } },
  { name: 'closed', title: 'Closed', asks: { state: 'closed', order: 'latest' } },
];

/** What to ask the server for. */
export function asked(filter) {
  const view = VIEWS.find(one => one.name === filter.view) || VIEWS[0];
  const { queue, q, order, unit } = filter;
  return { ...view.asks, ...(queue && { queue }), ...(unit && { unit }), ...(q && { text: q }), ...(order && { order }) };
}

/** The address of the inbox, with a case open or not. */
export function address(id, filter) {
  const given = Object.entries(filter).filter(([name, value]) => value && !(name === 'view' && value === 'mine'));
  const search = given.length ? `?${new URLSearchParams(given)}` : '';
  return `/inbox${id ? `/${encodeURIComponent(id)}` : ''}${search}`;
}

const offset = position => Number(String(position || '').split('-')[1]) || 0;

/** What was said since a position by the customer, or by anybody else to them: what an answer must not pass over. */
export const meanwhile = (items, seen, me) => items.filter(item => offset(item.position) > offset(seen)
  && (item.type === 'signal' || (item.type === 'answer' && item.by !== me)));

/** Variables that a template left open: `{{orderNumber}}`. */
export const openVariables = text => [...new Set([...text.matchAll(/\{\{\s*([\w.-]{1,60})\s*\}\}/g)].map(match => match[1]))];

/** A text put into another in the place of a selection; gives the whole and where the caret goes. */
export function insert(text, from, to, piece) {
  const before = text.slice(0, from);
  const gap = before && !before.endsWith('\n') && from === text.length ? '\n\n' : '';
  const whole = before + gap + piece + text.slice(to);
  return { text: whole, caret: (before + gap + piece).length };
}

/** Items a day each: [{day, at, items}], in the order they come. */
export function byDay(items, dayOf) {
  const days = [];
  for (const item of items) {
    const day = dayOf(item.at);
    const last = days[days.length - 1];
    if (last && last.day === day) last.items.push(item);
    else days.push({ day, at: item.at, items: [item] });
  }
  return days;
}

/** The latest feeling and topics of a signal, each once. */
export function understood(item) {
  const chips = new Map();
  for (const { type, value, about, confidence } of item.insights || []) {
    if (type === 'sentiment' && about) continue;
    if (type === 'sentiment' || type === 'topic') chips.set(`${type}:${value}`, { type, value, confidence });
  }
  return [...chips.values()];
}

/** What is wrong with the latest answer, in a word or two: only a refusal says for sure that it was not sent. */
export const troubleSign = trouble => (trouble.startsWith('Nobody knows') ? 'unsure' : 'not sent');

/** The colour of a feeling. */
export const feelingTone = value => ({ positive: 'good', negative: 'bad', mixed: 'warn' }[value] || 'idle');

/** When snoozing ends, as people say it: [{label, until}]. */
export function snoozes(now) {
  const at = (days, hour) => {
    const date = new Date(now);
    date.setDate(date.getDate() + days);
    date.setHours(hour, 0, 0, 0);
    return date;
  };
  const monday = ((8 - new Date(now).getDay()) % 7) || 7;
  return [
    { label: 'In one hour', until: new Date(now + HOUR) }, { label: 'In four hours', until: new Date(now + 4 * HOUR) },
    { label: 'Tomorrow at nine', until: at(1, 9) }, { label: 'Monday at nine', until: at(monday, 9) },
  ].map(({ label, until }) => ({ label, until: until.toISOString() }));
}

/** Rows after some were loaded again: those that are the same stay the same object, so that they are not drawn again. */
export function keep(before, after) {
  const known = new Map(before.map(row => [row.id, row]));
  return after.map(row => {
    const old = known.get(row.id);
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row;
  });
}
