// What may come next in a script, from its types and its own text. Pure.
import { elementOf, membersOf } from './types.js';

/** The types of the parameters of the functions that a script exports. */
const CALLED = {
  decide: ['Entry', 'Profile', '#settings'], enrich: ['Signal', 'Profile', '#settings'], signal: ['Received', '#settings'],
  message: ['Action', '#settings'],
};

const CHAIN = /(?:^|[^\w$.\])?])((?:[A-Za-z_$][\w$]*(?:\[[^[\]]*\])?\??\.)+)([\w$]*)$/;
const EACH = /\.(?:find|filter|some|every|map|forEach|flatMap|findLast)\(\s*\(?\s*$/;
const escaped = name => name.replace(/\$/g, '\\$');

/** The keys of `export const config = {…}`. */
export function configKeys(text) {
  const head = /export\s+const\s+config\s*=\s*\{/.exec(text);
  if (!head) return [];
  const keys = [];
  let depth = 1;
  let fresh = true;
  for (const [part] of text.slice(head.index + head[0].length).matchAll(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|\/\/[^\n]*|[\w$]+(?=\s*:)|[{}[\]()]|,/g)) {
    if ('{[('.includes(part)) depth++;
    else if ('}])'.includes(part) && --depth === 0) break;
    else if (part === ',' && depth === 1) fresh = true;
    else if (depth === 1 && fresh && /^[\w$]/.test(part)) {
      keys.push(part);
      fresh = false;
    }
  }
  return keys;
}

class Scope {
  constructor(before, types, settings) {
    Object.assign(this, { before, types, settings });
  }

  members(type) {
    return type === '#settings' ? this.settings : membersOf(this.types, type);
  }

  /** The type of a member of a type. */
  of(type, name) {
    return this.members(type).find(member => member.name === name)?.type || '';
  }

  /** The type that `a.b[0].c` has; empty if it is not known. */
  chain(text, depth = 0) {
    const steps = text.replace(/\?\./g, '.').split('.').filter(Boolean);
    return steps.reduce((type, step, at) => {
      const [, name, indexed] = /^([\w$]+)(\[.*\])?$/.exec(step.trim()) || [];
      if (!name) return '';
      const whole = at === 0 ? this.root(name, depth) : this.of(type, name);
      return indexed ? elementOf(whole) : whole;
    }, '');
  }

  /** The type of a name where the cursor stands: a parameter, a constant, one of many. */
  root(name, depth) {
    if (depth > 6) return '';
    return this.parameter(name) || this.constant(name, depth) || this.loop(name, depth)
      || this.types.modules.get('antiphon')?.find(one => one.name === name && !one.callable)?.type || '';
  }

  parameter(name) {
    const heads = [...this.before.matchAll(/function\s+(\w+)\s*\(([^)]*)\)/g)].filter(([, called]) => CALLED[called]);
    const [, called, list] = heads[heads.length - 1] || [];
    if (!called) return '';
    const given = list.match(/\{[^}]*\}|[\w$]+/g) || [];
    for (const [at, parameter] of given.entries()) {
      const type = CALLED[called][at];
      if (parameter === name) return type;
      if (parameter.startsWith('{') && taken(parameter, name)) return this.of(type, taken(parameter, name));
    }
    return '';
  }

  constant(name, depth) {
    const direct = [...this.before.matchAll(new RegExp(`(?:const|let|var)\\s+${escaped(name)}\\s*=\\s*([\\w$.?[\\]]+)\\s*[;\\n]`, 'g'))].pop();
    if (direct) return this.chain(direct[1], depth + 1);
    for (const [, list, from] of [...this.before.matchAll(/(?:const|let|var)\s+(\{[^}]*\})\s*=\s*([\w$.?[\]]+)/g)].reverse()) {
      const member = taken(list, name);
      if (member) return this.of(this.chain(from, depth + 1), member);
    }
    return '';
  }

  loop(name, depth) {
    const each = new RegExp(`\\b(?:const|let|var)\\s+${escaped(name)}\\s+of\\s+([\\w$.?]+)`).exec(this.before);
    if (each) return elementOf(this.chain(each[1], depth + 1));
    for (const found of this.before.matchAll(new RegExp(`(?<![\\w$])${escaped(name)}\\s*\\)?\\s*=>`, 'g'))) {
      const head = this.before.slice(0, found.index);
      const list = EACH.test(head) && /([\w$.?]+)$/.exec(head.replace(EACH, ''));
      if (list) return elementOf(this.chain(list[1], depth + 1));
    }
    return '';
  }
}

/** The member that a pattern `{a, b: c}` takes under a name; empty if none. */
function taken(pattern, name) {
  for (const part of pattern.slice(1, -1).split(',')) {
    const [, member, local] = /^\s*([\w$]+)(?:\s*:\s*([\w$]+))?/.exec(part) || [];
    if (member && (local || member) === name) return member;
  }
  return '';
}

const option = member => ({
  label: member.name, type: member.callable ? 'function' : 'property', detail: member.callable ? member.signature : member.type, info: member.doc || '',
});

const builtin = (prototype, type) => Object.getOwnPropertyNames(prototype)
  .filter(name => /^[a-z]/.test(name) && name !== 'constructor' && !/^(anchor|big|blink|bold|fixed|font|italics|link|small|strike|su[bp]|trim(Left|Right)|substr|localeCompare)/.test(name))
  .map(name => ({ label: name, type: name === 'length' ? 'property' : 'method', detail: type, info: '', boost: -1 }));

function builtins(type) {
  if (elementOf(type)) return builtin(Array.prototype, 'list');
  const is = pattern => type.split('|').some(part => pattern.test(part.trim()));
  if (is(/^Date$/)) return builtin(Date.prototype, 'Date').filter(one => /^(get|to)/.test(one.label));
  if (is(/^number$/)) return builtin(Number.prototype, 'number');
  return is(/^(string$|')/) ? builtin(String.prototype, 'string') : [];
}

/**
 * {from, options: [{label, type, detail, info}]} for a place in a text, or null. `more` may know {tables: names, fields: names}
 * of the folder's tables and of the script's settings.
 */
export function complete(text, at, types, more = {}) {
  const before = text.slice(0, at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const told = named(before, line, types, more);
  if (told) return { from: at - told.typed.length, options: told.options };
  const chain = CHAIN.exec(line);
  if (!chain || inText(line)) return null;
  const names = new Set([...configKeys(text), ...(more.fields || [])]);
  const settings = [...names].map(name => ({ name, type: '', doc: 'A setting of this script', callable: false }));
  const scope = new Scope(before, types, settings);
  const type = chain[1] === 'settings.' && !scope.chain('settings') ? '#settings' : scope.chain(chain[1].slice(0, -1).replace(/\?$/, ''));
  const options = [...scope.members(type).map(option), ...builtins(type)];
  return options.length === 0 ? null : { from: at - chain[2].length, options };
}

/** Whether the cursor stands within quotes or a comment on this line. */
function inText(line) {
  const open = [];
  for (let at = 0; at < line.length; at++) {
    const quote = open[open.length - 1];
    const one = line[at];
    if (quote && quote !== '}') {
      if (one === '\\') at++;
      else if (one === quote) open.pop();
      else if (quote === '`' && line.startsWith('${', at)) open.push('}');
    } else if (one === '}' && quote === '}') open.pop();
    else if (one === '/' && line[at + 1] === '/') return true;
    else if ('\'"`'.includes(one)) open.push(one);
  }
  return open.length > 0 && open[open.length - 1] !== '}';
}

/** Tables in lookup('…'), modules in from '…', names in import {…}. */
function named(before, line, types, { tables = [] }) {
  const table = /\blookup\(\s*['"]([\w.-]*)$/.exec(line);
  if (table) return { typed: table[1], options: tables.map(label => ({ label, type: 'constant', detail: 'table', info: '' })) };
  const module = /\bfrom\s+['"]([\w./-]*)$/.exec(line);
  if (module) return { typed: module[1], options: [...types.modules.keys()].filter(Boolean).map(label => ({ label, type: 'namespace', detail: 'module', info: '' })) };
  const imported = /\bimport\s*\{[^}]*?([\w$]*)$/.exec(before);
  if (imported) {
    const from = types.modules.get('antiphon') || [];
    return { typed: imported[1], options: from.map(option) };
  }
  return null;
}
