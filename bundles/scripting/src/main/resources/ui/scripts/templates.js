// What a new script begins as.

const policy = `import { action, mentions } from 'antiphon';

// Settings: a form beside the editor; changed there without touching the script.
export const config = {
  lowest: { type: 'number', default: 2, label: 'Lowest fine rating', description: 'A rating below it is told to somebody.' },
  team: { default: 'care', label: 'Team' },
};

// Asked about each entry once it is understood. What it returns is done; nothing is done if it returns nothing.
// It has neither clock nor chance: the same entry is always decided alike, so that it can be tried on what was recorded.
export function decide(entry, profile, settings) {
  if (entry.type !== 'understood') return;
  const { signal } = entry;
  if (signal.rating < settings.lowest || mentions(signal.text, 'refund', 'cancel')) {
    return action('alert', '', {
      text: 'Somebody is unhappy: ' + (signal.text ?? signal.kind),
      attributes: { team: settings.team, signals: profile.signals },
    });
  }
}
`;

const enricher = `import { insight, mentions } from 'antiphon';

export const config = {
  words: { default: 'urgent, asap, at once', label: 'Words', description: 'With commas between them.' },
};

// Asked about each signal. What it returns is kept with the signal and seen by policies as entry.insights.
export function enrich(signal, profile, settings) {
  if (mentions(signal.text, settings.words.split(','))) {
    return insight('urgency', 'high', { confidence: 0.8 });
  }
}
`;

const connector = `export const spec = { title: 'Shop events', summary: 'Orders and messages that the shop pushes.', channel: 'shop' };

export const config = {
  secret: { secret: true, required: true, label: 'Secret', description: 'The one the shop signs with.' },
};

// Pushed at /hooks/CONNECTION; a Camel URI would fetch instead.
export const from = 'webhook';
export const signature = { header: 'X-Shop-Signature', algorithm: 'sha256', encoding: 'base64', secret: 'secret' };

// Called for each event. What it throws makes a dead letter, which is kept whole and can be offered again.
export function signal(received) {
  const event = received.json;
  return {
    externalId: event.id,
    kind: event.type === 'order' ? 'order' : 'message',
    occurredAt: event.at,
    identities: [{ scheme: 'email', value: event.customer.email }],
    text: event.text,
    attributes: { order: event.order },
  };
}
`;

const test = name => `import { test, expect, entry, profile } from 'antiphon/test';
import { decide } from './${name}.policy.js';

const settings = { lowest: 2, team: 'care' };

test('tells of a poor rating', () => {
  expect(decide(entry({ kind: 'review', rating: 1, text: 'Broken again' }), profile(), settings))
    .toMatch({ type: 'alert', attributes: { team: 'care' } });
});

test('leaves a good rating alone', () => {
  expect(decide(entry({ kind: 'review', rating: 5, text: 'Lovely' }), profile(), settings)).toBeNothing();
});
`;

const library = `// What several scripts share: import { score } from './lib/NAME.js';
export function score(signal) {
  return signal.rating ?? 0;
}
`;

// The first column is the key: lookup('NAME', 'ada@example.org').level
const table = `key,level,owner
ada@example.org,gold,lena
`;

/** The kinds a new file can be of. */
export const NEW = [
  { kind: 'policy', title: 'Policy', summary: 'Decides what to do about what was said.', icon: 'fork' },
  { kind: 'enricher', title: 'Enricher', summary: 'Understands: adds insights to signals.', icon: 'bulb' },
  { kind: 'connector', title: 'Connector', summary: 'Hears a system, or speaks to it.', icon: 'connections' },
  { kind: 'test', title: 'Test', summary: 'Says what a script of the same name should do.', icon: 'check' },
  { kind: 'library', title: 'Library', summary: 'Functions that several scripts share.', icon: 'file' },
  { kind: 'table', title: 'Table', summary: 'Rows that scripts look up by key.', icon: 'receipt' },
];

export function templateOf(kind, name) {
  switch (kind) {
    case 'policy': return policy;
    case 'enricher': return enricher;
    case 'connector': return connector;
    case 'test': return test(name);
    case 'table': return table;
    default: return library.replace('NAME', name);
  }
}
