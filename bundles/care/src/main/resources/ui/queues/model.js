// The ledger's equation and the load of people. Pure.

/** What becomes of what was heard, in the order it is told. */
export const PARTS = [
  ['answered', 'answered', 'A person or a rule answered'], ['solved', 'solved', 'What was asked for was done'], ['thanked', 'thanked', 'Praise, and thanks for it'],
  ['closed', 'closed with a reason', 'Nothing had to be said, and why is written down'], ['open', 'open', 'Somebody still has to answer'],
];

export const sum = row => PARTS.reduce((total, [name]) => total + (row[name] || 0), 0);

/** Whether everything heard has become something; never trust the server's word alone. */
export const balanced = row => (row.heard || 0) === sum(row);

export const share = (part, whole) => (whole > 0 ? (100 * part) / whole : 0);

const iso = date => date.toISOString().slice(0, 10);

/** The first and last day of the last so many, in UTC. */
export function period(days, now = Date.now()) {
  return { from: iso(new Date(now - (days - 1) * 86_400_000)), to: iso(new Date(now)) };
}

/** People by how much waits for them, with their share of the one who has most. */
export function loads(people) {
  const most = Math.max(1, ...people.map(one => one.open || 0));
  return [...people].sort((one, other) => (other.open || 0) - (one.open || 0) || one.name.localeCompare(other.name))
    .map(one => ({ ...one, share: share(one.open || 0, most) }));
}
