// Finds a customer's tier by the points that the shop told with this signal or an earlier one.
import { insight } from 'antiphon';

/** @type {import('antiphon').Config} */
export const config = { silver: 500, gold: 2000, platinum: 10000 };

/** @type {import('antiphon').Enrich} */
export function enrich(signal, profile, settings) {
  const points = Number(signal.attributes.points ?? profile.traits.points);
  if (!Number.isFinite(points)) return;
  const tier = ['platinum', 'gold', 'silver'].find((name) => points >= settings[name]) ?? 'basic';
  return insight('tier', tier, { attributes: { points } });
}
