// The module 'antiphon/test': what the tests of scripts are written with.
const { hands, clock } = globalThis[Symbol.for('antiphon')];

export function test(name, body) {
  if (typeof name !== 'string' || typeof body !== 'function') {
    throw new TypeError("test(name, body) wants a string and a function: test('greets', () => { … })");
  }
  hands.test(name, body);
}

function shown(value) {
  const text = typeof value === 'function' ? `function ${value.name}` : JSON.stringify(value);
  return text === undefined ? String(value) : text.length > 500 ? text.slice(0, 500) + '…' : text;
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

// Where two values differ, as a path and what is there; undefined if they do not. What is undefined counts as absent.
function difference(actual, expected, path, partly) {
  if (Object.is(actual, expected)) {
    return undefined;
  }
  if (actual instanceof Date && expected instanceof Date && actual.getTime() === expected.getTime()) {
    return undefined;
  }
  if (partly && expected instanceof RegExp) {
    return typeof actual === 'string' && expected.test(actual) ? undefined : `${path || 'it'} is ${shown(actual)}, not ${expected}`;
  }
  const both = isObject(actual) && isObject(expected) && !(actual instanceof Date) && !(expected instanceof Date);
  if (!both || Array.isArray(actual) !== Array.isArray(expected)) {
    return `${path || 'it'} is ${shown(actual)}, not ${shown(expected)}`;
  }
  if (Array.isArray(actual) && actual.length !== expected.length) {
    return `${path || 'it'} has ${actual.length} items, not ${expected.length}: ${shown(actual)}`;
  }
  const names = new Set(Object.keys(expected));
  if (!partly) {
    Object.keys(actual).forEach((name) => names.add(name));
  }
  for (const name of names) {
    const step = Array.isArray(actual) ? `${path}[${name}]` : path ? `${path}.${name}` : name;
    const found = difference(actual[name], expected[name], step, partly);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function assertion(actual, not) {
  function check(holds, message) {
    if (holds === not) {
      throw new Error(not ? `Expected not: ${message()}` : message());
    }
  }
  return {
    toBe: (expected) => check(Object.is(actual, expected), () => `it is ${shown(actual)}, and ${shown(expected)} was expected`),
    toEqual: (expected) => {
      const found = difference(actual, expected, '', false);
      check(!found, () => found ?? `it equals ${shown(expected)}`);
    },
    toMatch: (expected) => {
      const found = difference(actual, expected, '', true);
      check(!found, () => found ?? `it is ${shown(actual)}`);
    },
    toContain: (part) => check(actual.includes(part), () => `${shown(actual)} and whether ${shown(part)} is in it`),
    toHaveLength: (length) => check(actual?.length === length, () => `its length is ${actual?.length}; ${length} was expected: ${shown(actual)}`),
    toBeNothing: () => check(actual === undefined || actual === null || actual.length === 0,
      () => `it is ${shown(actual)}; nothing was expected`),
    toBeTruthy: () => check(Boolean(actual), () => `it is ${shown(actual)}`),
    toThrow: (message) => {
      let thrown;
      try {
        actual();
      } catch (e) {
        thrown = e;
      }
      check(thrown !== undefined && (message === undefined || String(thrown.message).includes(message)),
        () => (thrown === undefined ? 'it threw nothing' : `it threw '${thrown.message}'`));
    },
  };
}

export function expect(actual) {
  return Object.assign(assertion(actual, false), { not: assertion(actual, true) });
}

/** A signal as scripts get it, of what is given and plain defaults. */
export function signal(fields = {}) {
  return {
    kind: 'message', channel: 'web', unit: '', direction: 'inbound', identities: [], attributes: {}, ...fields,
  };
}

/** An entry as policies get it; fields of a signal may be given directly. From then on Date.now() is its time. */
export function entry({ insights = [], at = new Date('2026-01-01T12:00:00Z'), connection = 'test', position = '0-1', type, ...fields } = {}) {
  clock(new Date(at).getTime(), position);
  if (type === 'performed') {
    const action = { type: 'wake', connection: '', attributes: {}, ...fields.action };
    return { type, outcome: { result: 'done', reference: '' }, cause: '0-1', position, at, ...fields, action };
  }
  if (type === 'commanded') {
    return { type, who: 'test', command: 'test', subject: '', arguments: {}, position, at, ...fields };
  }
  const found = insights.map((insight) => ({ confidence: 1, enricher: 'test', version: '1', attributes: {}, ...insight }));
  return { type: 'understood', position, at, connection, signal: signal(fields), insights: found };
}

/** A profile as scripts get it. */
export function profile(fields = {}) {
  return { id: 'p1', anonymous: false, identities: [], traits: {}, signals: 1, ...fields };
}

/** What a connector gets: give it json, or text. */
export function received({ json, text = JSON.stringify(json), headers = {}, origin = 'test' } = {}) {
  return {
    text,
    headers,
    origin,
    get json() {
      try {
        return JSON.parse(text);
      } catch (e) {
        throw new SyntaxError('What was received is not JSON: ' + e.message);
      }
    },
  };
}

/** The content of fixtures/NAME: parsed if it ends in .json, else text. */
export function fixture(name) {
  const text = hands.fixture(String(name));
  return String(name).endsWith('.json') ? JSON.parse(text) : text;
}
