// How signals, channels and identities look wherever they appear.
import { html } from '../lib/html.js';
import { words } from '../lib/format.js';
import { CopyButton } from './basic.js';
import { hasIcon, Icon } from './icon.js';

const CHANNELS = {
  email: 'mail', mail: 'mail', webchat: 'chat', chat: 'chat', sms: 'chat', whatsapp: 'chat', telegram: 'chat', phone: 'phone',
  call: 'phone', store: 'store', web: 'globe', app: 'globe', shop: 'cart', webshop: 'cart', order: 'cart', feed: 'feed',
  rss: 'feed', news: 'feed', file: 'file', webhook: 'hook', api: 'hook', survey: 'survey', review: 'star', reviews: 'star',
  delivery: 'truck', logistics: 'truck', parcel: 'box', erp: 'receipt', social: 'social', forum: 'social',
};

export const channelIcon = channel => CHANNELS[channel] || (hasIcon(channel) ? channel : 'signals');

const KINDS = {
  complaint: 'bad', praise: 'good', review: 'answer', 'survey-response': 'info', order: 'idle', message: 'call', delivery: 'idle',
};

export function Kind({ kind }) {
  return html`<span class=${`kind kind-${KINDS[kind] || 'idle'}`}>${words(kind)}</span>`;
}

export function Channel({ channel }) {
  return html`<span class="channel"><${Icon} name=${channelIcon(channel)} size=${15} />${words(channel)}</span>`;
}

const SCHEMES = { email: 'mail', phone: 'phone', customer: 'profiles', crm: 'profiles', order: 'receipt', loyalty: 'star' };

export function IdentityChip({ identity, copy }) {
  return html`<span class="identity">
    <${Icon} name=${SCHEMES[identity.scheme] || 'key'} size=${14} /><span class="identity-scheme">${identity.scheme}</span>
    <bdi class="identity-value">${identity.value}</bdi>
    ${copy && html`<${CopyButton} text=${`${identity.scheme}:${identity.value}`} label=${`Copy ${identity.value}`} />`}
  </span>`;
}

/** Who gave a signal, as it tells itself. */
export function giver(signal) {
  const told = signal.attributes?.profile;
  if (told && typeof told === 'object' && told.name) return String(told.name);
  return signal.identities?.[0]?.value || '';
}

/** What a signal says in a line: its text, or else its most telling attributes. */
export function gist(signal) {
  if (signal.text) return signal.text;
  return Object.entries(signal.attributes || {})
    .filter(([name, value]) => name !== 'profile' && name !== 'simulated' && typeof value !== 'object')
    .slice(0, 6)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
}

const SCALES = { review: 5, 'survey-response': 10 };

export function Rating({ signal }) {
  if (signal.rating == null) return null;
  const most = SCALES[signal.kind];
  const share = most ? signal.rating / most : null;
  const tone = share == null ? 'idle' : share >= 0.8 ? 'good' : share >= 0.5 ? 'warn' : 'bad';
  return html`<span class=${`rating rating-${tone}`} title=${most ? `Rated ${signal.rating} of ${most}` : `Rated ${signal.rating}`}>
    ${signal.rating}${most && html`<small>/${most}</small>`}</span>`;
}
