// The module 'antiphon': what a script may use beside the language.
const host = globalThis[Symbol.for('antiphon')];

export const log = host.log;
export const lookup = host.lookup;

export function action(type, connection, details = {}) {
  return { type, connection, ...details };
}

export function reply(connection, signal, text, details = {}) {
  return {
    type: 'reply',
    connection,
    to: signal.identities[0],
    conversation: signal.conversation,
    inReplyTo: signal.externalId,
    text,
    ...details,
  };
}

export function notify(connection, to, text, details = {}) {
  return { type: 'notify', connection, to, text, ...details };
}

export function wakeAt(when, attributes = {}) {
  return { type: 'wake', notBefore: when, attributes };
}

export function insight(type, value, details = {}) {
  return { type, value, ...details };
}

const UNITS = { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000 };

export function duration(text) {
  const parts = /^(\d+)\s*(ms|s|m|h|d)$/.exec(String(text).trim());
  if (!parts) {
    throw new TypeError(`'${text}' is not a span of time such as 500ms, 30s, 5m, 2h or 1d`);
  }
  return Number(parts[1]) * UNITS[parts[2]];
}

export function after(when, span) {
  return new Date(new Date(when).getTime() + (typeof span === 'number' ? span : duration(span)));
}

export function words(text) {
  return (text ?? '').toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
}

export function mentions(text, ...terms) {
  const said = ' ' + words(text).join(' ') + ' ';
  return terms.flat().some((term) => said.includes(' ' + words(term).join(' ') + ' '));
}

export function plain(text) {
  return (text ?? '').normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

export function shorten(text, most) {
  const points = Array.from(text ?? '');
  return points.length <= most ? points.join('') : points.slice(0, Math.max(0, most - 1)).join('') + '…';
}
