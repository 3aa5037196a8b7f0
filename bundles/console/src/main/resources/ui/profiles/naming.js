// What a profile is called.

/** Its name, or else its most telling identity. */
export function nameOf(profile) {
  const name = profile.traits?.name;
  if (name) return String(name);
  const byScheme = scheme => profile.identities.find(identity => identity.scheme === scheme);
  return (byScheme('email') || byScheme('phone') || profile.identities[0])?.value || profile.id;
}

/** The traits to show: all but the name, nested ones as text. */
export function traitsOf(profile) {
  return Object.entries(profile.traits || {})
    .filter(([name]) => name !== 'name')
    .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
}
