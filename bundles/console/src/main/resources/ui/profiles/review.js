// Pairs of identities that may be one person's: somebody decides, one pair at a time, by hand or by the keys s, d and j/k.
import {
  Ago, Avatar, Button, Confirm, Empty, Failure, PageHead, Pill, Skeleton, formatFull, html, query, segment, toast, useKeys, useLoad, useState, words,
} from '/ui/console/ui.js';
import { nameOf, traitsOf } from './naming.js';

const PAGE = 50;
const OBJECTIONS = {
  contradiction: 'They contradict each other, in a date of birth or a national number.',
  shared: 'One of the two seems to be used by several people.',
  'too-many': 'The profile would have too many identities.',
};

const written = identity => `${identity.scheme}:${identity.value}`;

function Side({ api, identity, profile }) {
  const { data } = useLoad(signal => api.get(`/api/profiles/${segment(profile)}`, { signal }), [profile]);
  const name = data ? nameOf(data) : identity.value;
  return html`<div class="side">
    <a class="side-who" href=${`/profiles/${segment(profile)}`}><${Avatar} name=${name} id=${profile} /><bdi class="strong clip">${name}</bdi></a>
    <bdi class="muted clip" title=${written(identity)}>${written(identity)}</bdi>
    ${data && html`<dl class="traits">${traitsOf(data).slice(0, 8).map(([trait, value]) => html`<div key=${trait}><dt>${words(trait)}</dt><dd
      dir="auto">${value}</dd></div>`)}<div><dt>signals</dt><dd>${data.signals}</dd></div>
      <div><dt>last seen</dt><dd><${Ago} time=${data.lastSeen} /></dd></div></dl>`}
  </div>`;
}

function Pair({ api, pair, marked, onDecide }) {
  return html`<li class=${`card pair ${marked ? 'pair-marked' : ''}`} data-pair=${pair.id}>
    <div class="pair-why"><${Pill} tone="idle">${words(pair.rule)}</${Pill}>
      <strong title="How likely the two are one person">${Math.round(pair.score * 100)} %</strong>
      <a href=${`/signals/${segment(pair.evidence)}`} title=${`The entry that shows it${pair.at ? `, ${formatFull(pair.at)}` : ''}`}>${pair.evidence}</a>
      ${pair.objection && html`<${Pill} tone="warn" icon="alert">${OBJECTIONS[pair.objection] || words(pair.objection)}</${Pill}>`}</div>
    <div class="pair-sides"><${Side} api=${api} identity=${pair.one} profile=${pair.profile} />
      <${Side} api=${api} identity=${pair.other} profile=${pair.otherProfile} /></div>
    <div class="actions"><${Button} icon="link" look="primary" class="act-same" onClick=${() => onDecide(pair, true)}>The same</${Button}>
      <${Button} icon="unlink" class="act-different" onClick=${() => onDecide(pair, false)}>Two people</${Button}></div></li>`;
}

export function Review({ api }) {
  const { data, error, loading, reload, setData } = useLoad(
    signal => api.get(`/api/profiles/candidates${query({ limit: PAGE })}`, { signal }), []);
  const [at, setAt] = useState(0);
  const [asked, setAsked] = useState(null);
  const items = data?.items || [];
  const marked = Math.min(at, items.length - 1);

  async function decide(pair, same, reason) {
    await api.post(`/api/profiles/${same ? 'link' : 'unlink'}`, { one: written(pair.one), other: written(pair.other), reason });
    toast(same ? 'They are one profile now. It can be undone there.' : 'They are kept apart.');
    setData(before => ({ ...before, items: before.items.filter(one => one.id !== pair.id) }));
    setAsked(null);
    if (items.length === 1) reload();
  }
  const ask = same => items[marked] && setAsked({ pair: items[marked], same });
  useKeys({
    j: () => setAt(Math.min(items.length - 1, marked + 1)), k: () => setAt(Math.max(0, marked - 1)), s: () => ask(true), d: () => ask(false),
  });
  return html`<div class="stack-large">
    <${PageHead} title="One person or two?" back=${{ href: '/profiles', label: 'Profiles' }}
      lead="Likely the same person, but not surely enough to join them without somebody's word. Keys: j and k, s for the same, d for different." />
    ${loading && !data && html`<${Skeleton} rows=${8} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && items.length === 0 && html`<section class="card"><${Empty} icon="check" title="Nothing to decide">
      Pairs that look like one person, but not surely, come here.</${Empty}></section>`}
    <ul class="stack">${items.map((pair, index) => html`<${Pair} key=${pair.id} api=${api} pair=${pair} marked=${index === marked}
      onDecide=${(one, same) => setAsked({ pair: one, same })} />`)}</ul>
    ${asked && html`<${Confirm} title=${asked.same ? 'The same person?' : 'Two different people?'} look=${asked.same ? 'primary' : 'danger'}
      action=${asked.same ? 'Join them' : 'Keep them apart'} reason="Why?" onConfirm=${reason => decide(asked.pair, asked.same, reason)}
      onClose=${() => setAsked(null)}><p><bdi class="strong">${written(asked.pair.one)}</bdi> and <bdi
        class="strong">${written(asked.pair.other)}</bdi> ${asked.same ? 'become one profile. This can be undone on its page.'
        : 'are not proposed again.'}</p></${Confirm}>`}
  </div>`;
}
