// Says who delivers to the country of an order and how many days that takes, by tables/shipping.csv.
import { insight, lookup } from 'antiphon';

/** @type {import('antiphon').Enrich} */
export function enrich(signal) {
  const row = lookup('shipping', signal.attributes.country);
  return row && insight('delivery', row.carrier, { attributes: { days: Number(row.days) } });
}
