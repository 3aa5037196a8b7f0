// Escalates when a customer of a high tier is angry, and once more if another word comes within two hours.
import { after, mentions, notify, shorten, wakeAt } from 'antiphon';
import { isSaid, surest } from './lib/signals.js';

const ANGRY = ['angry', 'furious', 'lawyer', 'unacceptable', 'never again', 'ridiculous'];

/** @type {import('antiphon').Config} */
export const config = {
  connection: { default: 'chat', label: 'Connection', description: 'Where people are told.' },
  tiers: { default: 'gold platinum', label: 'Tiers', description: 'Whom to escalate, with spaces between.' },
  again: { type: 'duration', default: '2h', label: 'Again', description: 'For how long another word escalates further.' },
};

/** @type {import('antiphon').Decide} */
export function decide(entry, profile, settings) {
  if (entry.type === 'performed' && entry.action.attributes.why === 'angry-vip') {
    const since = profile.signals - entry.action.attributes.signals;
    return since > 0
      ? notify(settings.connection, 'role:lead', `An angry customer wrote ${since} more times`)
      : undefined;
  }
  if (!isSaid(entry) || !isHigh(entry, profile, settings) || !isAngry(entry)) return;
  return [
    notify(settings.connection, 'role:vip-desk', shorten(entry.signal.text, 200), { attributes: { signal: entry.position } }),
    wakeAt(after(entry.at, settings.again), { why: 'angry-vip', signals: profile.signals }),
  ];
}

// The tier is what loyalty-tier.enricher.js finds, or what the profile tells.
function isHigh(entry, profile, settings) {
  return settings.tiers.split(' ').includes(surest(entry, 'tier')?.value ?? profile.traits.tier);
}

function isAngry(entry) {
  const { text, rating } = entry.signal;
  return surest(entry, 'sentiment')?.value === 'negative' || rating <= 2 || mentions(text, ANGRY);
}
