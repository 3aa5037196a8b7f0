// The form of a connection as a value: made from a spec and from settings, turned into settings again. Pure.

export const MASK = '••••••';

const ID = /^[a-z0-9_-]{1,64}$/;

const isMap = field => field.type === 'map';

/** Values by field name; a map field's value is a list of {key, value}. */
export function formOf(spec, settings = {}) {
  const values = {};
  for (const field of spec.fields) {
    values[field.name] = isMap(field) ? rowsOf(field.name, settings) : settings[field.name] ?? '';
  }
  return values;
}

function rowsOf(name, settings) {
  return Object.keys(settings)
    .filter(key => key.startsWith(`${name}.`))
    .sort()
    .map(key => ({ key: key.slice(name.length + 1), value: settings[key] }));
}

/** Settings by name; what was left blank is left out. */
export function settingsOf(spec, values) {
  const settings = {};
  for (const field of spec.fields) {
    if (isMap(field)) {
      for (const { key, value } of values[field.name]) {
        if (key.trim() !== '' && value.trim() !== '') settings[`${field.name}.${key.trim()}`] = value;
      }
    } else if (values[field.name].trim() !== '') {
      settings[field.name] = values[field.name];
    }
  }
  return settings;
}

/** What is wrong with a name before the server is asked; empty if nothing. */
export function idProblem(id) {
  if (id === '') return 'Give it a name, such as mail-support.';
  return ID.test(id) ? '' : 'A name is lower-case letters, digits, “_” and “-”, at most 64.';
}

/**
 * What the server said is wrong, at the fields it is about: {fields: {name: [{what, remedy}]}, rest: [{what, remedy}]}.
 * The place is a JSON pointer or a setting's name; an entry of a map belongs to its map.
 */
export function place(errors, spec) {
  const names = ['id', 'unit', 'rate', ...spec.fields.map(field => field.name)];
  const placed = { fields: {}, rest: [] };
  for (const error of errors) {
    const told = { what: error.what || error.detail, remedy: error.remedy || '' };
    const where = String(error.where ?? error.pointer ?? '').split('/').pop().replaceAll('~1', '/').replaceAll('~0', '~');
    const name = names.includes(where) ? where : spec.fields.find(field => isMap(field) && where.startsWith(`${field.name}.`))?.name;
    if (name) (placed.fields[name] ||= []).push(told);
    else placed.rest.push(told);
  }
  return placed;
}

/** A difference as people read it: of a secret that becomes another one, only that it does. */
export function shownDifference({ setting, before, after }) {
  return before === MASK && after === MASK ? { setting, before, after: 'another secret' } : { setting, before, after };
}

/** What of a preview forbids the change. */
export const errorsOf = preview => preview.problems.filter(problem => problem.severity === 'error');
