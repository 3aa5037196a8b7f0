// Values in: a flat array of 0 scalar | 1 map size (key node)* | 2 list size node* | 3 time.

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
