// One profile: who it is, why it is one, and everything it said.
import {
  Ago, Avatar, Card, Failure, IdentityChip, PageHead, Skeleton, formatNumber, html, plural, segment, useLoad, words,
} from '/ui/console/ui.js';
import { Feelings } from './feelings.js';
import { Links } from './links.js';
import { nameOf, traitsOf } from './naming.js';
import { Timeline } from './timeline.js';

function Identities({ profile }) {
  return html`<${Card} title="Identities" icon="key">
    <ul class="side-list">${profile.identities.map(identity => html`<li key=${`${identity.scheme}:${identity.value}`}>
      <${IdentityChip} identity=${identity} copy /></li>`)}</ul></${Card}>`;
}

function Traits({ profile }) {
  const traits = traitsOf(profile);
  if (traits.length === 0) return null;
  return html`<${Card} title="Traits" icon="profiles">
    <dl class="traits">${traits.map(([name, value]) => html`<div key=${name}><dt>${words(name)}</dt><dd
      dir="auto">${value}</dd></div>`)}</dl></${Card}>`;
}

function Lead({ profile }) {
  return html`<span class="profile-lead"><span>${plural(profile.signals, 'signal')}</span>
    ${profile.firstSeen && html`<span>first heard <${Ago} time=${profile.firstSeen} /></span><span>last <${Ago}
      time=${profile.lastSeen} /></span>`}</span>`;
}

export function Profile({ id, api, navigate }) {
  const { data: profile, error, loading, reload } = useLoad(
    signal => api.get(`/api/profiles/${segment(id)}`, { signal }), [id], { every: 10_000 });
  if (loading && !profile) return html`<${Skeleton} rows=${12} />`;
  if (!profile) {
    return html`<${PageHead} title="Profile" back=${{ href: '/profiles', label: 'Profiles' }} /><${Failure} error=${error}
      retry=${reload} />`;
  }
  const name = nameOf(profile);
  return html`<div class="profile">
    <div class="profile-head"><${Avatar} name=${name} id=${profile.id} large />
      <${PageHead} title=${name} back=${{ href: '/profiles', label: 'Profiles' }} lead=${html`<${Lead} profile=${profile} />`} /></div>
    <div class="profile-columns">
      <div class="stack-large">
        <${Identities} profile=${profile} />
        <${Traits} profile=${profile} />
        <${Feelings} api=${api} id=${profile.id} total=${profile.signals} />
        <${Links} api=${api} profile=${profile} onChange=${reload} navigate=${navigate} />
      </div>
      <${Timeline} api=${api} id=${profile.id} total=${formatNumber(profile.signals)} />
    </div>
  </div>`;
}
