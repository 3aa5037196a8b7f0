// Log, tables.

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
