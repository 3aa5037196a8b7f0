// Nothing of the language itself can be changed.

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
