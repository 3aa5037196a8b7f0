// What the form holds of a rule, and how that is written. Pure.

/** Conditions: how each is asked for in the form. */
export const CONDITIONS = {
  kind: { label: 'Kind', type: 'words', choices: 'kind', hint: 'message, review' },
  channel: { label: 'Channel', type: 'words', choices: 'channel', hint: 'email' },
  connection: { label: 'Connection', type: 'words', choices: 'connection', hint: 'mail-support' },
  unit: { label: 'Unit, or below', type: 'words', choices: 'unit', hint: 'acme/emea' },
  language: { label: 'Language', type: 'words', choices: 'insight:language', hint: 'ru' },
  topic: { label: 'Topic', type: 'words', choices: 'insight:topic', hint: 'late-delivery' },
  intent: { label: 'Intent', type: 'words', choices: 'insight:intent', hint: 'complaint' },
  sentiment: { label: 'Feeling', type: 'words', choices: 'insight:sentiment', hint: 'negative' },
  query: { label: 'Listening query', type: 'words', choices: 'insight:query', hint: 'care/late-delivery' },
  insight: { label: 'Any insight', type: 'insight' },
  text: { label: 'Text', type: 'text' },
  rating: { label: 'Rating', type: 'compare', hint: '3' },
  attribute: { label: 'Attribute', type: 'named', choices: 'attribute', hint: 'order.total' },
  trait: { label: 'Customer’s trait', type: 'named', choices: 'trait', hint: 'tier' },
  known: { label: 'Customer is known', type: 'flag' },
  signals: { label: 'Customer’s signals so far', type: 'compare', hint: '1' },
  from: { label: 'Identity’s scheme', type: 'words', choices: 'from', hint: 'email' },
  direction: { label: 'Direction', type: 'choice', options: ['inbound', 'outbound'] },
  queue: { label: 'Queue', type: 'words', choices: 'queue', event: true, hint: 'parcels' },
  clock: { label: 'Clock', type: 'words', event: true, hint: 'first-answer' },
  priority: { label: 'Priority', type: 'compare', event: true, hint: '2' },
  any: { label: 'One of these', type: 'any' },
  not: { label: 'None of this', type: 'group' },
  all: { label: 'All of this', type: 'group' },
};

const EVENT_FIELDS = ['unit', 'queue', 'clock', 'priority', 'any', 'not', 'all'];

/** The conditions that can be asked for about signals, or about what happens to a case. */
export const conditionsOn = on => Object.keys(CONDITIONS)
  .filter(name => ((on || 'signal') === 'signal' ? !CONDITIONS[name].event : EVENT_FIELDS.includes(name)));

export const COMPARISONS = {
  is: 'is', not: 'is not', above: 'is above', below: 'is below', atLeast: 'is at least', atMost: 'is at most', contains: 'contains', in: 'is one of',
  exists: 'is there',
};

export const STEPS = {
  open: 'Open a case', route: 'Route to a queue', tag: 'Tag', priority: 'Give a priority', close: 'Close, no answer needed', thank: 'Record as thanked for',
  reply: 'Reply', ask: 'Ask a survey', wake: 'Do something later', call: 'Have a connection do something', notify: 'Notify people',
};

export const EVENTS = {
  signal: 'a signal is heard', 'sla-warning': 'a case nears the end of its time', 'sla-breach': 'a case is past its time', silence: 'a case is silent',
};

export const PERS = {
  profile: 'from the same customer', conversation: 'in the same conversation', unit: 'in the same unit', channel: 'on the same channel',
  connection: 'at the same connection', everyone: 'from everyone',
};

let next = 1;
export const node = (field, value) => ({ key: next++, field, value });

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The conditions as the form holds them. */
export function toNodes(when) {
  if (when === undefined || when === null || when === '') return [];
  const parts = Array.isArray(when) ? when : [when];
  return parts.flatMap(part => Object.entries(part).map(([field, value]) => {
    if (field === 'any') return node(field, (Array.isArray(value) ? value : [value]).map(one => ({ key: next++, nodes: toNodes(one) })));
    if (field === 'not' || field === 'all') return node(field, toNodes(value));
    return node(field, value);
  }));
}

/** The conditions as they are written: as fields, or as a list where a field is there twice. */
export function fromNodes(nodes) {
  const written = nodes.map(({ field, value }) => {
    if (field === 'any') return [field, value.map(one => fromNodes(one.nodes))];
    if (field === 'not' || field === 'all') return [field, fromNodes(value)];
    return [field, value];
  });
  const names = written.map(([field]) => field);
  return new Set(names).size === names.length ? Object.fromEntries(written) : written.map(([field, value]) => ({ [field]: value }));
}

/** What is done as the form holds it. */
export function toSteps(then) {
  if (!then) return [];
  return (Array.isArray(then) ? then : [then]).flatMap(step => Object.entries(step).map(([field, value]) => node(field,
    field === 'wake' && isObject(value) ? { ...value, then: toSteps(value.then) } : value)));
}

export const fromSteps = steps => steps.map(({ field, value }) => ({ [field]: field === 'wake' ? { ...value, then: fromSteps(value.then || []) } : value }));

/** A rule as the form holds it. */
export const toForm = rule => ({ ...rule, when: toNodes(rule.when), then: toSteps(rule.then) });

/** A rule as it is written; what is empty is left out. */
export function fromForm(form) {
  const rule = { name: form.name };
  if (form.about) rule.about = form.about;
  if (form.enabled === false) rule.enabled = false;
  if (form.on && form.on !== 'signal') rule.on = form.on;
  if (form.when.length > 0) rule.when = fromNodes(form.when);
  if (form.count) rule.count = form.count;
  if (form.silence) rule.silence = form.silence;
  rule.then = fromSteps(form.then);
  if (form.last) rule.last = true;
  return rule;
}

/** The value with which a condition begins. */
export function begin(field) {
  switch (CONDITIONS[field].type) {
    case 'any': return [{ key: next++, nodes: [] }, { key: next++, nodes: [] }];
    case 'group': return [];
    case 'compare': return field === 'rating' ? { below: 3 } : { atMost: 1 };
    case 'named': return { name: '', is: '' };
    case 'insight': return { type: '' };
    case 'flag': return true;
    case 'choice': return CONDITIONS[field].options[0];
    default: return '';
  }
}

/** The value with which something to do begins. */
export function beginStep(field) {
  switch (field) {
    case 'open': return {};
    case 'priority': return 2;
    case 'thank': return true;
    case 'reply': return { text: '' };
    case 'ask': return { survey: '', link: 'https://', text: '' };
    case 'wake': return { after: '1d', then: [] };
    case 'call': return { connection: '', type: '' };
    case 'notify': return { to: '', title: '' };
    default: return '';
  }
}

/** Words typed with commas between them: one as it is, several as a list. */
export function typedWords(text) {
  const all = text.split(',').map(one => one.trim()).filter(Boolean);
  return all.length > 1 ? all : all[0] ?? '';
}

export const shownWords = value => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));

/** Number if it looks like one. */
export const typedValue = text => (/^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text.trim()) ? Number(text) : text);

/** A comparison as its one operator and value; null if it has several. */
export function oneTest(value) {
  if (!isObject(value)) return { op: 'is', with: value };
  const tests = Object.keys(value).filter(name => name in COMPARISONS);
  return tests.length === 1 ? { op: tests[0], with: value[tests[0]] } : null;
}

/** The same with a field, or without it if the value is empty. */
export function having(object, name, value) {
  const changed = { ...object, [name]: value };
  if (value === '' || value === undefined || value === null) delete changed[name];
  return changed;
}
