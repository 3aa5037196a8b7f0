// What is known of scripts, as a page shows it. Pure.

export const STATES = {
  live: ['good', 'Live'], behind: ['warn', 'Behind'], broken: ['bad', 'Broken'], quarantined: ['bad', 'Quarantined'], new: ['info', 'New'],
};

/** What each state means, in a sentence. */
export const MEANINGS = {
  live: 'What was saved last serves.',
  behind: 'The file as it lies on the disk is broken; the version before it goes on serving.',
  broken: 'The file is broken and no version of it serves.',
  quarantined: 'It was put aside because it failed or hung too often.',
  new: 'It is not saved yet.',
};

export const KINDS = ['policy', 'enricher', 'connector'];

const SCRIPT = /^([a-z0-9][a-z0-9_-]{0,63})\.(policy|enricher|connector)\.js$/;
const ORDER = { quarantined: 0, broken: 1, behind: 2 };

/** The kind that a file's name tells: policy, enricher, connector, test, library, table, fixture. */
export function kindOf(file) {
  const script = SCRIPT.exec(file);
  if (script) return script[2];
  if (file.startsWith('tables/')) return 'table';
  if (file.startsWith('fixtures/')) return 'fixture';
  return file.endsWith('.test.js') ? 'test' : 'library';
}

export const isScript = file => SCRIPT.test(file);

/** The plugin's name. */
export const pluginOf = file => SCRIPT.exec(file)?.[1] || '';

/** Where the page of a file is. */
export const addressOf = (file, tab = '') =>
  `/scripts/${file.split('/').map(encodeURIComponent).join('/')}${tab && `?tab=${tab}`}`;

export const needsCare = script => script.state in ORDER;

/** Scripts with those that need care first. */
export function arrange(scripts) {
  return [...scripts].sort((one, other) => (ORDER[one.state] ?? 3) - (ORDER[other.state] ?? 3) || one.file.localeCompare(other.file));
}

export function matching(files, text) {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? files : files.filter(one =>
    [one.file, one.kind, one.state, one.who].filter(Boolean).join(' ').toLowerCase().includes(wanted));
}

/** `vip.policy.js:3:12`, as far as it is known. */
export function placeOf(problem) {
  if (!problem?.file) return '';
  return [problem.file, problem.line, problem.column].filter(part => part).join(':');
}

/** A problem that the server answered with, from its body; null if it is about no place or reason in a script. */
export function problemIn(body) {
  const message = body?.reason || body?.message;
  return message ? { file: body.file || '', line: body.line || 0, column: body.column || 0, message } : null;
}

/** The place of a problem in a text as offsets; the first line if it is not in it. */
export function rangeOf(text, problem) {
  const lines = text.split('\n');
  const line = Math.min(Math.max(1, problem.line || 1), lines.length);
  let start = 0;
  for (let at = 0; at < line - 1; at++) start += lines[at].length + 1;
  const content = lines[line - 1];
  const column = Math.min(Math.max(0, (problem.column || 1) - 1), content.length);
  const word = /^[\w$]+/.exec(content.slice(column))?.[0].length || 1;
  const from = start + column;
  const to = Math.min(start + content.length, from + word);
  return from < to || content === '' ? { from, to } : { from: Math.max(start, from - 1), to: from };
}

const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The file that a script of this kind and name is. */
export const fileOf = (kind, name) => ({ library: `lib/${name}.js`, table: `tables/${name}.csv` }[kind] || `${name}.${kind}.js`);

/** What is wrong with a name before the server is asked; empty if nothing. */
export function nameProblem(kind, name, taken) {
  if (name === '') return 'Give it a name, such as vip-alert.';
  if (!NAME.test(name)) return 'A name is lower-case letters, digits, “_” and “-”, at most 64.';
  return taken.includes(fileOf(kind, name)) ? 'There is a file of this name already.' : '';
}

/** `7 passed`, `2 of 7 failed`. */
export function testsTold(passed, failed) {
  const all = passed + failed;
  if (all === 0) return 'No tests';
  return failed === 0 ? `${passed} passed` : `${failed} of ${all} failed`;
}

/** The fields that a script declares, as the form of a connection wants them. */
export const specOf = fields => ({
  fields: (fields || []).map(field => ({
    ...field, type: String(field.type).toLowerCase().replace('-', '_'), default: field.defaultValue ?? field.default ?? '',
    choices: field.choices || [],
  })),
});
