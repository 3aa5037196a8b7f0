// Time and chance: a pure script has neither, so that the same entry is always decided alike.

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
