// Bundles with what they plug in, and what is said of a change. Pure.

export const MOST_BYTES = 64 * 1024 * 1024;

const PLUGIN_ORDER = { missing: 0, quarantined: 0, building: 1, waiting: 2 };
const KINDS = ['connector', 'enricher', 'policy', 'guard', 'fold', 'endpoint', 'page'];
const kindAt = kind => (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);

const nameOf = plugin => plugin.bundle.split(' ')[0];

function byNeed(one, other) {
  return (PLUGIN_ORDER[one.state] ?? 3) - (PLUGIN_ORDER[other.state] ?? 3)
    || kindAt(one.kind) - kindAt(other.kind) || one.name.localeCompare(other.name);
}

/** Whether a plugin holds something up until somebody releases it. */
export const isBad = plugin => plugin.state === 'quarantined' || plugin.state === 'missing';

/** Whether somebody should look at it. */
export const needsCare = group => Boolean(group.bundle?.refused.length) || group.plugins.some(isBad);

/**
 * Bundles with their plugins: [{name, bundle, plugins}], those that need care first. `bundle` is null for a bundle that cannot
 * be replaced. `versions` are those that its plugins are of, of which there are two while it is replaced.
 */
export function arrange(bundles, plugins) {
  const groups = new Map(bundles.map(bundle => [bundle.name, { name: bundle.name, bundle, plugins: [] }]));
  for (const plugin of plugins) {
    const name = nameOf(plugin);
    if (!groups.has(name)) groups.set(name, { name, bundle: null, plugins: [] });
    groups.get(name).plugins.push(plugin);
  }
  const all = [...groups.values()];
  for (const group of all) {
    group.plugins.sort(byNeed);
    const versions = new Set(group.plugins.map(plugin => plugin.bundle.split(' ')[1] || '').filter(Boolean));
    group.versions = group.bundle?.version ? [group.bundle.version] : [...versions].sort();
  }
  const rank = group => (needsCare(group) ? 0 : group.bundle ? 1 : 2);
  return all.sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

/** The groups that have the wanted text in the bundle, or those of their plugins that have it. */
export function matching(groups, text) {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return groups;
  const has = (...words) => words.join(' ').toLowerCase().includes(wanted);
  return groups
    .map(group => (has(group.name, group.bundle?.version, group.bundle?.state, group.bundle?.origin)
      ? group
      : { ...group, plugins: group.plugins.filter(plugin => has(plugin.kind, plugin.name, plugin.state)) }))
    .filter(group => group.plugins.length > 0 || has(group.name, group.bundle?.version, group.bundle?.state, group.bundle?.origin));
}

/** What is wrong with a file before it is sent; empty if nothing. */
export function fileProblem(file) {
  if (!/\.jar$/i.test(file.name)) return `${file.name} is no jar.`;
  if (file.size === 0) return `${file.name} is empty.`;
  return file.size > MOST_BYTES ? `${file.name} is larger than 64 MB.` : '';
}

const took = millis => (millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`);

/** What was done, in a sentence. */
export function told({ command, name, from, to, tookMillis }) {
  const time = `in ${took(tookMillis)}`;
  switch (command) {
    case 'install': return `Installed ${name} ${to} ${time}.`;
    case 'upgrade': return `Upgraded ${name} from ${from} to ${to} ${time}.`;
    case 'rollback': return `Rolled ${name} back from ${from} to ${to} ${time}.`;
    case 'remove': return `Removed ${name} ${from} ${time}. Its data stay.`;
    case 'keep': return `${name} ${to} serves already; nothing was changed.`;
    default: return `${command} ${name} ${to}`;
  }
}
