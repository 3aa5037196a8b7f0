// A person as a form holds it. Pure.

/** A list as it is written in one line. */
export const line = items => (items || []).join(', ');

/** The list that a line means: without blanks and doubles. */
export const listed = text => [...new Set(text.split(/[,\n]/).map(item => item.trim()).filter(Boolean))];

export const formOf = person => ({
  name: person?.name || '', title: person && person.title !== person.name ? person.title : '', role: person?.role || 'agent',
  units: line(person?.units), languages: line(person?.languages), skills: line(person?.skills), disabled: person?.disabled || false,
  password: '',
});

/** What is sent; an administrator is for all units. */
export function bodyOf(form, isNew) {
  const body = {
    title: form.title.trim(), role: form.role, units: form.role === 'administrator' ? [] : listed(form.units),
    languages: listed(form.languages), skills: listed(form.skills), disabled: form.disabled,
  };
  if (isNew) body.name = form.name.trim().toLowerCase();
  if (isNew && form.password !== '') body.password = form.password;
  return body;
}

/** What an ApiError says of each field, and the rest: {fields: {name: text}, rest: text}. */
export function wrongs(error, known) {
  const fields = {};
  const rest = [];
  for (const { pointer, detail } of error.errors?.length ? error.errors : [{ pointer: '', detail: error.message }]) {
    const field = pointer.split('/')[1];
    if (known.includes(field)) fields[field] = detail.startsWith(`${field}: `) ? detail.slice(field.length + 2) : detail;
    else rest.push(detail);
  }
  return { fields, rest: rest.join(' ') };
}

/** Those whose name, title, role, units, languages or skills hold a text. */
export function matching(people, text) {
  const wanted = text.trim().toLowerCase();
  return people.filter(person => [person.name, person.title, person.role, ...person.units, ...person.languages, ...person.skills]
    .some(word => word.toLowerCase().includes(wanted)));
}
