// What stands between a script and its host, evaluated once in each context before the script's own module.
// Called with the host's hands and how the script is held; gives the functions by which the host calls the script.
(function (hands, pure, testing) {
  'use strict';

  // ---- time and chance: a pure script has neither, so that the same entry is always decided alike ------------------

  const RealDate = Date;
  const held = { now: 0, key: '', dice: 0, thrown: false };
  const now = pure ? () => held.now : RealDate.now;

  function PlainDate(...parts) {
    if (new.target === undefined) {
      return new RealDate(now()).toString();
    }
    return parts.length === 0
      ? Reflect.construct(RealDate, [now()], new.target)
      : Reflect.construct(RealDate, parts, new.target);
  }

  function settled(target, name, value) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  }

  // FNV-1a over the entry's name, then mulberry32: the same numbers whenever the same entry is looked at.
  function chance() {
    if (!held.thrown) {
      let hash = 0x811c9dc5;
      for (let i = 0; i < held.key.length; i++) {
        hash = Math.imul(hash ^ held.key.charCodeAt(i), 0x01000193);
      }
      held.dice = hash | 0;
      held.thrown = true;
    }
    held.dice = (held.dice + 0x6d2b79f5) | 0;
    let mixed = Math.imul(held.dice ^ (held.dice >>> 15), 1 | held.dice);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  if (pure) {
    Object.defineProperties(PlainDate, {
      name: { value: 'Date' },
      length: { value: 7 },
      prototype: { value: RealDate.prototype, writable: false },
    });
    settled(PlainDate, 'now', () => held.now);
    settled(PlainDate, 'parse', RealDate.parse);
    settled(PlainDate, 'UTC', RealDate.UTC);
    settled(RealDate.prototype, 'constructor', PlainDate);
    settled(globalThis, 'Date', PlainDate);
    settled(Math, 'random', chance);
    const format = Intl.DateTimeFormat.prototype;
    const one = Object.getOwnPropertyDescriptor(format, 'format').get;
    const parts = format.formatToParts;
    Object.defineProperty(format, 'format', {
      get() {
        const real = one.call(this);
        return (date) => real(date === undefined ? now() : date);
      },
      configurable: true,
    });
    settled(format, 'formatToParts', function (date) {
      return parts.call(this, date === undefined ? now() : date);
    });
  }
  delete globalThis.arguments;
  delete globalThis.WeakRef;
  delete globalThis.FinalizationRegistry;

  // ---- log, tables ---------------------------------------------------------------------------------------------------

  function shown(value) {
    if (typeof value === 'string') {
      return value;
    }
    if (value instanceof Error) {
      return String(value.stack || value);
    }
    try {
      const json = JSON.stringify(value);
      return json === undefined ? String(value) : json;
    } catch (e) {
      return String(value);
    }
  }

  function logger(severity) {
    return (...values) => {
      let line = '';
      for (let i = 0; i < values.length && line.length < 4000; i++) {
        line += (i ? ' ' : '') + shown(values[i]);
      }
      hands.log(severity, line.length > 4000 ? line.slice(0, 4000) + '…' : line);
    };
  }

  const log = logger('info');
  log.warn = logger('warn');
  log.error = logger('error');
  settled(globalThis, 'console', {
    log, info: log, debug: logger('debug'), warn: log.warn, error: log.error,
  });

  /** The row of a table under a key, or undefined. */
  function lookup(table, key) {
    const flat = hands.lookup(String(table), String(key));
    return flat === null ? undefined : tree(flat);
  }

  /** A test's own time. */
  function clock(millis, key) {
    held.now = millis;
    held.key = key;
    held.thrown = false;
  }

  settled(globalThis, Symbol.for('antiphon'), testing ? { log, lookup, hands, clock } : { log, lookup });

  // ---- values in: a flat array of 0 scalar | 1 map size (key node)* | 2 list size node* | 3 time ----------------------

  function tree(flat) {
    let at = 0;
    function node() {
      switch (flat[at++]) {
        case 1: {
          const map = {};
          for (let n = flat[at++]; n > 0; n--) {
            const key = flat[at++];
            const value = node();
            if (key === '__proto__') {
              Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
            } else {
              map[key] = value;
            }
          }
          return map;
        }
        case 2: {
          const list = [];
          for (let n = flat[at++]; n > 0; n--) {
            list.push(node());
          }
          return list;
        }
        case 3:
          return new RealDate(flat[at++]);
        default:
          return flat[at++];
      }
    }
    return node();
  }

  /**
   * An object whose fields are asked for one by one while only some are read, which is what most scripts do, and all at once when it
   * is looked at as a whole or changed.
   */
  function lazily(one, all) {
    const kept = Object.create(null);
    let whole = false;
    function complete(target) {
      if (!whole) {
        whole = true;
        const fields = tree(all());
        for (const key of Object.keys(fields)) {
          Object.defineProperty(target, key, {
            value: key in kept ? kept[key] : fields[key], writable: true, enumerable: true, configurable: true,
          });
        }
      }
      return target;
    }
    return new Proxy({}, {
      get(target, key) {
        if (whole || typeof key !== 'string') {
          return target[key];
        }
        const value = kept[key] ?? one(key);
        if (value === null) {
          return target[key];
        }
        return typeof value !== 'object' || key in kept ? value : (kept[key] = tree(value));
      },
      has: (target, key) => Reflect.has(complete(target), key),
      ownKeys: (target) => Reflect.ownKeys(complete(target)),
      getOwnPropertyDescriptor: (target, key) => Reflect.getOwnPropertyDescriptor(complete(target), key),
      set: (target, key, value) => Reflect.set(complete(target), key, value),
      deleteProperty: (target, key) => Reflect.deleteProperty(complete(target), key),
      defineProperty: (target, key, property) => Reflect.defineProperty(complete(target), key, property),
      preventExtensions: (target) => Reflect.preventExtensions(complete(target)),
    });
  }

  const time = (millis) => (millis === millis ? new RealDate(millis) : undefined);

  // ---- values out: told piece by piece ---------------------------------------------------------------------------------

  function tell(out, key, value, depth) {
    switch (typeof value) {
      case 'string':
        out.text(key, value);
        return;
      case 'number':
        out.number(key, value);
        return;
      case 'boolean':
        out.flag(key, value);
        return;
      case 'undefined':
        return;
      case 'object':
        break;
      case 'function':
        out.func(key);
        return;
      default:
        out.wrong(key, 'a ' + typeof value);
        return;
    }
    if (value === null) {
      return;
    }
    if (depth > 24) {
      out.wrong(key, 'nested deeper than 24 levels');
    } else if (Array.isArray(value)) {
      out.list(key);
      for (let i = 0; i < value.length; i++) {
        tell(out, '', value[i], depth + 1);
      }
      out.end();
    } else if (value instanceof RealDate) {
      if (value.getTime() !== value.getTime()) {
        out.wrong(key, 'an invalid Date');
      } else {
        out.text(key, value.toISOString());
      }
    } else if (typeof value.then === 'function') {
      out.wrong(key, 'a Promise: a script answers at once, not with async or await');
    } else if (value instanceof Map || value instanceof Set) {
      out.wrong(key, 'a ' + value.constructor.name + ': use an object or an array');
    } else {
      out.map(key);
      for (const name of Object.keys(value)) {
        tell(out, name, value[name], depth + 1);
      }
      out.end();
    }
  }

  function answered(out, value) {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) {
      return;
    }
    tell(out, '', value, 0);
  }

  // ---- what a script is called with ------------------------------------------------------------------------------------

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

  // ---- nothing of the language itself can be changed ------------------------------------------------------------------

  // What is inherited from a frozen object cannot be assigned; these names are assigned by decent code.
  function overridable(prototype, names) {
    for (const name of names) {
      const was = Object.getOwnPropertyDescriptor(prototype, name);
      if (was && 'value' in was) {
        const value = was.value;
        Object.defineProperty(prototype, name, {
          get() { return value; },
          set(next) {
            if (this === prototype) {
              throw new TypeError('Cannot change ' + name + ' of the language itself');
            }
            Object.defineProperty(this, name, { value: next, writable: true, enumerable: true, configurable: true });
          },
          enumerable: false,
          configurable: false,
        });
      }
    }
  }

  function freezeAll(roots) {
    const seen = new Set([hands]);
    const open = [...roots];
    while (open.length) {
      const thing = open.pop();
      if ((typeof thing !== 'object' && typeof thing !== 'function') || thing === null || seen.has(thing)) {
        continue;
      }
      seen.add(thing);
      open.push(Reflect.getPrototypeOf(thing));
      for (const key of Reflect.ownKeys(thing)) {
        const property = Reflect.getOwnPropertyDescriptor(thing, key);
        open.push(property.value, property.get, property.set);
      }
      Object.freeze(thing);
    }
  }

  overridable(Object.prototype, ['toString', 'toLocaleString', 'valueOf', 'constructor', 'hasOwnProperty']);
  for (const error of [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError]) {
    overridable(error.prototype, ['name', 'message', 'toString', 'constructor']);
  }
  freezeAll([globalThis, (function* () {}).constructor, (async () => {}).constructor,
    (async function* () {}).constructor, [][Symbol.iterator](), ''[Symbol.iterator](), new Map().entries(),
    new Set().entries(), /x/[Symbol.matchAll]('x')]);

  return {
    calls,
    /** Tells what a module exports. */
    exported(module, out) {
      out.map('');
      for (const name of Object.keys(module)) {
        tell(out, name, module[name], 0);
      }
      out.end();
    },
    settings: (flat) => Object.freeze(tree(flat)),
  };
})
