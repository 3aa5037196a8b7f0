// How somebody felt over time: a mark for each signal whose feeling was understood, the latest at the right.
import { Card, formatFull, html, plural, query, segment, useLoad } from '/ui/console/ui.js';

const PAGES = 5;
const PAGE = 100;
const HEIGHT = { positive: 6, mixed: 18, neutral: 24, negative: 42 };

/** The feeling of the whole signal; undefined if none was understood. */
export const feelingOf = item => item.insights?.find(({ type, about }) => type === 'sentiment' && !about)?.value;

/** A profile's latest signals with a feeling, the oldest first. */
async function felt(api, id, signal) {
  const items = [];
  let before;
  for (let page = 0; page < PAGES; page++) {
    const found = await api.get(`/api/profiles/${segment(id)}/timeline${query({ limit: PAGE, before })}`, { signal });
    items.push(...found.items.filter(item => feelingOf(item) in HEIGHT));
    before = found.next;
    if (!before) break;
  }
  return items.sort((one, other) => Date.parse(one.occurredAt || one.heardAt) - Date.parse(other.occurredAt || other.heardAt));
}

export function Feelings({ api, id, total }) {
  const { data } = useLoad(signal => felt(api, id, signal), [id, total]);
  if (!data || data.length === 0) return null;
  const count = value => data.filter(item => feelingOf(item) === value).length;
  const label = ['positive', 'mixed', 'neutral', 'negative'].filter(count).map(value => `${count(value)} ${value}`).join(', ');
  const step = 300 / Math.max(20, data.length);
  return html`<${Card} title="Feelings" icon="bulb">
    <div class="card-body"><svg class="feelings" viewBox="0 0 300 48" role="img" aria-label=${`The course of feeling over ${plural(data.length, 'signal')}: ${label}`}>
      <line x1="0" x2="300" y1="24" y2="24" class="feelings-middle" />
      ${data.map((item, at) => html`<a key=${item.id} href=${`/signals/${segment(item.id)}`}><circle class=${`feeling-${feelingOf(item)}`}
        cx=${(at + 0.5) * step} cy=${HEIGHT[feelingOf(item)]} r=${Math.min(4, Math.max(1.5, step / 2.4))}>
        <title>${feelingOf(item)} · ${formatFull(item.occurredAt || item.heardAt)}</title></circle></a>`)}
    </svg>
    <p class="muted">${label}</p></div></${Card}>`;
}
