// Values out: told piece by piece.

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
