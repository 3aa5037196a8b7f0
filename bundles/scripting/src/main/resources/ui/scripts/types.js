// Reads antiphon.d.ts as far as completion needs it: interfaces with their members, aliases, and what modules export. Pure.

const OPEN = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** The text with comments blanked, and the doc comments by where they end. */
function withoutComments(text) {
  const docs = new Map();
  const plain = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment, at) => {
    if (comment.startsWith('/**')) {
      docs.set(at + comment.length, comment.slice(3, -2).replace(/^\s*\*? ?/gm, '').replace(/\s+/g, ' ').trim());
    }
    return comment.replace(/[^\n]/g, ' ');
  });
  return { plain, docs };
}

/** Where a part ends that begins at `from`: before the first of `ends` outside of brackets. */
function endOf(text, from, ends) {
  const closing = [];
  for (let at = from; at < text.length; at++) {
    const one = text[at];
    if (one === '=' && text[at + 1] === '>') at++;
    else if (closing.length === 0 && ends.includes(one)) return at;
    else if (OPEN[one]) closing.push(OPEN[one]);
    else if (one === closing[closing.length - 1]) closing.pop();
  }
  return text.length;
}

const squeezed = text => text.replace(/\s+/g, ' ').trim();

class Reader {
  constructor(text) {
    Object.assign(this, withoutComments(text));
  }

  /** The doc comment right before a place. */
  doc(at) {
    let end = at;
    while (end > 0 && !this.docs.has(end) && /\s/.test(this.plain[end - 1])) end--;
    return this.docs.get(end) || '';
  }

  members(from, to) {
    const members = [];
    const head = /\s*(?:readonly\s+|get\s+)*(?:([\w$]+)|'([^']+)')(\??)\s*(?=[:(<])/y;
    for (let at = from; at < to;) {
      head.lastIndex = at;
      const found = head.exec(this.plain);
      const end = Math.min(to, endOf(this.plain, found ? head.lastIndex : at, ';,'));
      if (found && head.lastIndex <= to) {
        const rest = this.plain.slice(head.lastIndex, end);
        const callable = !rest.startsWith(':');
        const start = at + found[0].search(/\S/);
        members.push({
          name: found[1] || found[2], optional: found[3] === '?', callable, doc: this.doc(start),
          type: squeezed(callable ? returned(rest) : rest.slice(1)), signature: callable ? squeezed(rest) : '',
        });
      }
      at = end + 1;
    }
    return members;
  }
}

/** What a function's `(parameters): TYPE` gives. */
function returned(rest) {
  const end = endOf(rest, 0, ':');
  return rest.slice(end + 1);
}

const HEAD = /\b(?:(interface|class)\s+([\w$]+)(?:<[^>{]*>)?(?:\s+extends\s+([\w$,\s]+))?\s*\{|type\s+([\w$]+)(?:<[^>=]*>)?\s*=|(module|namespace)\s+['"]?([\w$./-]+)['"]?\s*\{|global\s*\{|function\s+([\w$]+)\s*(?=[(<])|(?:const|let|var)\s+([\w$]+)\s*:)/g;

/** {interfaces: Map of {members, parents}, aliases: Map of type texts, modules: Map of members}; what is global is the module ''. */
export function parseTypes(text) {
  const reader = new Reader(text);
  const types = { interfaces: new Map(), aliases: new Map(), modules: new Map() };
  read(reader, 0, reader.plain.length, '', types);
  return types;
}

function read(reader, from, to, module, types) {
  const heads = new RegExp(HEAD);
  heads.lastIndex = from;
  const exported = member => {
    if (!types.modules.has(module)) types.modules.set(module, []);
    types.modules.get(module).push(member);
  };
  for (let found = heads.exec(reader.plain); found && found.index < to; found = heads.exec(reader.plain)) {
    const [whole, isInterface, name, parents, alias, isModule, moduleName, called, constant] = found;
    const after = found.index + whole.length;
    const statement = reader.plain.lastIndexOf('\n', found.index) + 1;
    const doc = reader.doc(statement) || reader.doc(found.index);
    if (isInterface || isModule || whole.startsWith('global')) {
      const end = endOf(reader.plain, after, '}');
      if (isInterface) {
        const before = types.interfaces.get(name)?.members || [];
        types.interfaces.set(name, { members: [...before, ...reader.members(after, end)], parents: (parents || '').split(',').map(squeezed).filter(Boolean) });
      } else read(reader, after, end, isModule ? moduleName : '', types);
      heads.lastIndex = end + 1;
    } else {
      const end = endOf(reader.plain, after, ';');
      const rest = reader.plain.slice(after, end);
      if (alias) types.aliases.set(alias, squeezed(rest));
      else if (called) exported({ name: called, callable: true, doc, type: squeezed(returned(rest)), signature: squeezed(rest) });
      else exported({ name: constant, callable: false, doc, type: squeezed(rest), signature: '' });
      heads.lastIndex = end + 1;
    }
  }
}

/** The parts of a union. */
function parts(type) {
  const all = [];
  for (let from = 0; from <= type.length;) {
    const end = endOf(type, from, '|');
    all.push(squeezed(type.slice(from, end)));
    from = end + 1;
  }
  return all.filter(part => part !== '' && part !== 'undefined' && part !== 'null');
}

/** What one of many of this type is; empty if it is no list. */
export function elementOf(type) {
  const [one] = parts(type).filter(part => /\[\]$|^(Readonly)?Array</.test(part));
  if (!one) return '';
  const element = one.replace(/^readonly\s+/, '');
  return element.endsWith('[]') ? element.slice(0, -2).replace(/^\((.*)\)$/, '$1') : element.replace(/^\w+<(.*)>$/, '$1');
}

/** The members of a type by its text, of all parts if it is a union. */
export function membersOf(types, type, depth = 0) {
  if (!type || depth > 8) return [];
  const found = new Map();
  for (const whole of parts(type)) {
    const part = whole.replace(/^Readonly<(.*)>$/, '$1').replace(/<.*$/, '');
    const one = types.interfaces.get(part);
    const members = one
      ? [...one.members, ...one.parents.flatMap(parent => membersOf(types, parent, depth + 1))]
      : types.aliases.has(part) ? membersOf(types, types.aliases.get(part), depth + 1)
      : whole.startsWith('{') ? new Reader(whole).members(1, whole.length - 1)
      : [];
    for (const member of members) if (!found.has(member.name)) found.set(member.name, member);
  }
  return [...found.values()];
}
