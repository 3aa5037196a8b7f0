// Who is known: the list, or one profile.
import { html, stylesheet } from '/ui/console/ui.js';
import { List } from './list.js';
import { Profile } from './profile.js';
import { Review } from './review.js';

await stylesheet('/ui/profiles/page.css');

export default function Profiles({ params, api, navigate }) {
  const id = params.path[0];
  if (id === 'review') return html`<${Review} api=${api} />`;
  return id
    ? html`<${Profile} key=${id} id=${id} api=${api} navigate=${navigate} />`
    : html`<${List} search=${params.query.q || ''} api=${api} navigate=${navigate} />`;
}
