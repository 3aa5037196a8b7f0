// One signal, whole: what was said, by whom, and what came of it.
import {
  Ago, Avatar, Button, Channel, Failure, IconButton, IdentityChip, Json, Kind, Rating, Skeleton, formatFull, giver, html, segment,
  may, pulse, query, useEffect, useLoad, useState, useStore, words,
} from '/ui/console/ui.js';
import { Said } from './said.js';
import { hasPassed, Trace } from './trace.js';

function Facts({ facts }) {
  return html`<dl class="facts">${facts.filter(([, value]) => value !== undefined && value !== null && value !== '').map(([name, value]) => html`
    <div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl>`;
}

/** Stands for a letter or digit that is personal. */
const MASK = '•';

const plain = value => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function Attributes({ attributes }) {
  const shown = Object.entries(attributes || {}).filter(([name]) => name !== 'profile');
  if (shown.length === 0) return null;
  return html`<section><h3>Attributes</h3><${Facts} facts=${shown.map(([name, value]) => [words(name), plain(value)])} /></section>`;
}

function Whole({ told, arrived, masked, onShow }) {
  const who = giver(told);
  return html`<div class="detail-content">
    <div class="detail-who">
      <${Avatar} name=${who} id=${told.profile || who} />
      <div class="detail-name">
        ${told.profile
          ? html`<a href=${`/profiles/${segment(told.profile)}`} class="profile-link"><bdi>${who || 'Profile'}</bdi></a>`
          : html`<bdi>${who || 'Anonymous'}</bdi>`}
        <span class="muted"><${Ago} time=${told.heardAt} /> by ${told.connection}</span>
      </div>
      <${Rating} signal=${told} />
    </div>
    <${Said} told=${told} />
    ${masked && told.text?.includes(MASK) && html`<p class="detail-masked muted">What is personal is masked. ${may('supervisor') && html`<${Button} small look="quiet"
      onClick=${onShow}>Show it</${Button}>`}</p>`}
    ${told.identities?.length > 0 && html`<div class="detail-identities">${told.identities.map(identity => html`
      <${IdentityChip} key=${identity.value} identity=${identity} copy />`)}</div>`}
    <section><h3>What came of it</h3><${Trace} told=${told} arrived=${arrived} /></section>
    <${Attributes} attributes=${told.attributes} />
    <section><h3>Details</h3><${Facts} facts=${[
      ['Position', told.id], ['Heard', formatFull(told.heardAt)], ['Occurred', told.occurredAt && formatFull(told.occurredAt)],
      ['Direction', String(told.direction || '').toLowerCase()], ['Language', told.language], ['Unit', told.unit], ['Conversation', told.conversation],
      ['Answers', told.inReplyTo], ['External id', told.externalId]]} /></section>
    <details class="raw"><summary>Raw JSON</summary><${Json} value=${told} label="The signal and its trace as JSON" /></details>
  </div>`;
}

export function Detail({ api, id, onClose }) {
  const [personal, setPersonal] = useState(undefined);
  const { data, error, loading, reload } = useLoad(
    signal => api.get(`/api/signals/${segment(id)}${query({ personal })}`, { signal }), [id, personal]);
  const { reached } = useStore(pulse);
  const arrived = hasPassed(reached, id);
  useEffect(() => {
    if (data && arrived) reload();
  }, [arrived]);
  return html`<aside class="card detail" aria-label="Signal">
    <header class="card-head">
      <h2 class="card-title">${data ? html`<${Kind} kind=${data.kind} /><${Channel} channel=${data.channel} />` : 'Signal'}</h2>
      <${IconButton} icon="close" label="Close the detail" onClick=${onClose} />
    </header>
    ${loading && !data && html`<${Skeleton} rows=${9} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && html`<${Whole} told=${data} arrived=${arrived} masked=${!personal} onShow=${() => setPersonal('shown')} />`}
  </aside>`;
}
