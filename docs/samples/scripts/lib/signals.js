// What several scripts ask of a signal.

/**
 * The surest insight of a type; undefined if there is none.
 *
 * @param {import('antiphon').Understood} entry
 * @param {string} type
 * @returns {import('antiphon').Insight | undefined}
 */
export function surest(entry, type) {
  return entry.insights
    .filter((insight) => insight.type === type)
    .sort((one, other) => other.confidence - one.confidence)[0];
}

/**
 * The language of a signal without its region, such as de; empty if nobody knows.
 *
 * @param {import('antiphon').Understood} entry
 */
export function language(entry) {
  const tag = entry.signal.language ?? surest(entry, 'language')?.value ?? '';
  return tag.toLowerCase().split('-')[0];
}

/**
 * Whether a customer said something, rather than we to the customer or a system to us.
 *
 * @param {import('antiphon').Entry} entry
 * @returns {entry is import('antiphon').Understood}
 */
export function isSaid(entry) {
  return entry.type === 'understood' && entry.signal.direction === 'inbound' && Boolean(entry.signal.text?.trim());
}
