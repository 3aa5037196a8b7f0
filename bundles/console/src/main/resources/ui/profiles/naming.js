// What a profile is called.

/** The name that its traits tell; empty if they tell none. */
function toldName(traits) {
  return String(traits?.name || [traits?.firstName, traits?.lastName].filter(Boolean).join(' '));
}

/** Its name, or else its most telling identity. */
export function nameOf(profile) {
  const name = toldName(profile.traits);
  if (name) return name;
  const byScheme = scheme => profile.identities.find(identity => identity.scheme === scheme);
  return (byScheme('email') || byScheme('phone') || profile.identities[0])?.value || profile.id;
}

/** A value in words: of lists and of objects what stands in them, such as the lines of an address. */
function textOf(value) {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  return Object.values(value).map(textOf).filter(Boolean).join(', ');
}

/** The traits to show, as text: all but the name. */
export function traitsOf(profile) {
  return Object.entries(profile.traits || {})
    .filter(([name]) => name !== 'name')
    .map(([name, value]) => [name, textOf(value)]);
}
