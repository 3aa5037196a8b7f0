// Numbers, times and names as people read them. Pure.
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const clockShort = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const dayShort = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

export const formatNumber = number => (number == null ? '–' : whole.format(number));
export const formatCompact = number =>
  number == null ? '–' : number < 10_000 ? whole.format(number) : short.format(number);
export const formatRate = number =>
  number == null ? '–' : number >= 100 ? formatCompact(Math.round(number)) : tenth.format(number);

export function plural(count, one, many = `${one}s`) {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

export const formatClock = time => clock.format(new Date(time));
export const formatFull = time => full.format(new Date(time));

/** The time of day for today, else day and time of day. */
export function formatWhen(time, now = Date.now()) {
  const date = new Date(time);
  return sameDay(date, new Date(now))
    ? clockShort.format(date)
    : `${dayShort.format(date)} ${clockShort.format(date)}`;
}

export function formatDay(time, now = Date.now()) {
  const date = new Date(time);
  if (sameDay(date, new Date(now))) return 'Today';
  if (sameDay(date, new Date(now - 86_400_000))) return 'Yesterday';
  return day.format(date);
}

export function dayOf(time) {
  const date = new Date(time);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

function sameDay(one, other) {
  return dayOf(one) === dayOf(other);
}

const SPANS = [[86_400, 'd'], [3_600, 'h'], [60, 'min']];

/** How long ago, or in how long: `just now`, `12 s ago`, `3 min ago`, `in 2 h`. */
export function formatRelative(time, now = Date.now()) {
  const seconds = Math.round((now - new Date(time).getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 3) return 'just now';
  const text = formatSpan(distance);
  return seconds < 0 ? `in ${text}` : `${text} ago`;
}

export function formatSpan(seconds) {
  for (const [size, name] of SPANS) {
    if (seconds >= size) return `${Math.floor(seconds / size)} ${name}`;
  }
  return `${Math.floor(seconds)} s`;
}

export function formatMicros(micros) {
  if (!micros) return '–';
  if (micros < 1_000) return `${whole.format(micros)} µs`;
  if (micros < 1_000_000) return `${tenth.format(micros / 1_000)} ms`;
  return `${tenth.format(micros / 1_000_000)} s`;
}

export function formatBytes(bytes) {
  if (bytes == null) return '–';
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? whole.format(size) : tenth.format(size)} ${units[unit]}`;
}

/** Two letters that stand for a name; of a Chinese name its last one, where letters join their first. */
export function initials(name) {
  const words = (name || '').trim().split(/[\s._@-]+/).filter(Boolean);
  if (words.length === 0) return '?';
  const first = [...words[0]];
  if (/\p{Script=Han}/u.test(first[0])) return first[first.length - 1];
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first[0])) return first[0];
  const second = words.length > 1 ? [...words[words.length - 1]][0] : '';
  return (first[0] + second).toUpperCase();
}

/** A reason as a sentence: with a capital and a full stop. */
export function sentence(reason) {
  const text = (reason || '').trim();
  if (!text) return '';
  return text[0].toUpperCase() + text.slice(1) + (/[.!?…。！？]$/.test(text) ? '' : '.');
}

/** `survey-response` → `survey response`. */
export const words = slug => (slug || '').replace(/[-_]+/g, ' ');
