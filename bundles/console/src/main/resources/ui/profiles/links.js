// Why these identities are one: each link with its evidence, and a way to undo it.
import { Button, Card, Confirm, Pill, html, may, segment, toast, useLoad, useState, words } from '/ui/console/ui.js';

const written = identity => `${identity.scheme}:${identity.value}`;

function Unlink({ api, link, onDone, onClose }) {
  async function unlink(reason) {
    await api.post('/api/profiles/unlink', { one: written(link.one), other: written(link.other), reason });
    toast('Unlinked. Both sides are profiles of their own again.');
    onDone();
  }
  return html`<${Confirm} title="Unlink these identities?" action="Unlink" reason="Why are they not the same person?"
    onConfirm=${unlink} onClose=${onClose}>
    <p><bdi class="strong">${written(link.one)}</bdi> and <bdi
      class="strong">${written(link.other)}</bdi> will belong to different profiles, each with
      the signals that were given under its own identities. They are not joined again, whatever is heard later; a person can link them again.</p>
  </${Confirm}>`;
}

export function Links({ api, profile, onChange }) {
  const { data, reload } = useLoad(signal => api.get(`/api/profiles/${segment(profile.id)}/links`, { signal }), [profile.id, profile.identities.length]);
  const [asked, setAsked] = useState(null);
  const links = data?.items || [];
  return html`<${Card} title="Why it is one" icon="link">
    ${data && links.length === 0 && html`<p class="card-body muted">It has one identity only, so nothing had to be joined.</p>`}
    <ul class="side-list links">${links.map(link => html`<li key=${written(link.one) + written(link.other)} class="link">
      <div class="link-ends"><bdi class="clip" title=${written(link.one)}>${link.one.value}</bdi><bdi class="clip"
        title=${written(link.other)}>${link.other.value}</bdi></div>
      <div class="link-why">
        <${Pill} tone=${link.rule === 'person' ? 'info' : 'idle'}>${words(link.rule)}</${Pill}>
        <a href=${`/signals/${segment(link.evidence)}`} title="The first entry that shows it">${link.evidence}</a>
        <span class="muted" title="How sure the rule is">${Math.round(link.score * 100)} %</span>
        ${may('supervisor') && html`<${Button} small look="quiet" icon="unlink" class="unlink"
          onClick=${() => setAsked(link)}>Unlink</${Button}>`}
      </div></li>`)}</ul>
    ${asked && html`<${Unlink} api=${api} link=${asked} onClose=${() => setAsked(null)} onDone=${() => (reload(), onChange())} />`}
  </${Card}>`;
}
