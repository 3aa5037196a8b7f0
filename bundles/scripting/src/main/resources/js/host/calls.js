// What a script is called with.

function signalOf(from, externalId, kind, channel, unit, occurredAt, outbound, conversation, inReplyTo, language,
    text, rating) {
  let attributes;
  let identities;
  return {
    externalId: externalId ?? undefined,
    kind, channel, unit,
    occurredAt: time(occurredAt),
    direction: outbound ? 'outbound' : 'inbound',
    get identities() { return identities ??= tree(from.identities()); },
    conversation: conversation ?? undefined,
    inReplyTo: inReplyTo ?? undefined,
    language: language ?? undefined,
    text: text ?? undefined,
    rating: rating === rating ? rating : undefined,
    get attributes() { return attributes ??= lazily((key) => from.attribute(key), () => from.attributes()); },
  };
}

function profileOf(from, id, signals, firstSeen, lastSeen) {
  let identities;
  let traits;
  return {
    id,
    anonymous: id === '',
    get identities() { return identities ??= tree(from.profileIdentities()); },
    get traits() { return traits ??= lazily((key) => from.trait(key), () => from.traits()); },
    firstSeen: time(firstSeen),
    lastSeen: time(lastSeen),
    signals,
  };
}

const calls = {
  /** A policy about a signal that was understood. */
  understood: (decide, settings, out) => (from, key, at, position, connection,
      externalId, kind, channel, unit, occurredAt, outbound, conversation, inReplyTo, language, text, rating,
      profile, signals, firstSeen, lastSeen) => {
    held.now = at;
    held.key = key;
    held.thrown = false;
    let insights;
    const entry = {
      type: 'understood',
      position,
      at: new RealDate(at),
      connection,
      signal: signalOf(from, externalId, kind, channel, unit, occurredAt, outbound, conversation, inReplyTo,
        language, text, rating),
      get insights() { return insights ??= tree(from.insights()); },
    };
    answered(out, decide(entry, profileOf(from, profile, signals, firstSeen, lastSeen), settings));
  },
  /** A policy about any other entry. */
  other: (decide, settings, out) => (from, key, at, profile, signals, firstSeen, lastSeen) => {
    held.now = at;
    held.key = key;
    held.thrown = false;
    answered(out, decide(tree(from.entry()), profileOf(from, profile, signals, firstSeen, lastSeen), settings));
  },
  /** An enricher. */
  enrich: (enrich, settings, out) => (from,
      externalId, kind, channel, unit, occurredAt, outbound, conversation, inReplyTo, language, text, rating,
      profile, signals, firstSeen, lastSeen) => {
    answered(out, enrich(
      signalOf(from, externalId, kind, channel, unit, occurredAt, outbound, conversation, inReplyTo, language, text,
        rating),
      profileOf(from, profile, signals, firstSeen, lastSeen), settings));
  },
  /** A connector's signal(received, settings). */
  signal: (read, settings, out) => (text, headers, origin, given) => {
    let json;
    const received = {
      text,
      headers: tree(headers),
      origin,
      get json() {
        if (json === undefined) {
          try {
            json = JSON.parse(text);
          } catch (e) {
            throw new SyntaxError('What was received is not JSON: ' + e.message);
          }
        }
        return json;
      },
    };
    answered(out, read(received, Object.freeze(tree(given))));
  },
  /** A connector's message(action, settings). */
  message: (write, settings, out) => (action, given) => {
    answered(out, write(tree(action), Object.freeze(tree(given))));
  },
  /** A test's body. */
  test: (run) => () => {
    const result = run();
    if (result !== undefined && result !== null && typeof result.then === 'function') {
      throw new TypeError('A test answers at once, not with async or await');
    }
  },
};
