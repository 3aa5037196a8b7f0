// Acknowledges a customer who writes the same by mail, chat and form once: when ten minutes have passed without another word.
//
// A policy remembers nothing between two calls. Its memory is a wake-up call: each message sets one and says how many signals the
// customer had given until then. When it comes back and there are more, a later message has set its own, and that one answers.
import { after, reply, wakeAt } from 'antiphon';
import { isSaid } from './lib/signals.js';

/** @type {import('antiphon').Config} */
export const config = {
  quiet: { type: 'duration', default: '10m', label: 'Quiet', description: 'How long a customer must have been silent.' },
  text: { default: 'Thank you, we have your message.', label: 'Text', description: 'What is answered.' },
};

/** @type {import('antiphon').Decide} */
export function decide(entry, profile, settings) {
  if (isSaid(entry)) {
    const { connection, signal } = entry;
    if (profile.anonymous) return reply(connection, signal, settings.text);
    return wakeAt(after(entry.at, settings.quiet), {
      why: 'suppress-duplicates',
      signals: profile.signals,
      reply: reply(connection, signal, settings.text),
    });
  }
  if (entry.type === 'performed' && entry.action.attributes.why === 'suppress-duplicates') {
    const { signals, reply } = entry.action.attributes;
    return profile.signals === signals ? reply : undefined;
  }
}
