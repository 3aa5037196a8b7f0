// Who works with Antiphon: the list, one person, or a new one. For administrators.
import { html, stylesheet } from '/ui/console/ui.js';
import { Editor } from './editor.js';
import { List } from './list.js';

await stylesheet('/ui/people/page.css');

export default function People({ params, api, navigate }) {
  const name = params.path[0];
  return name
    ? html`<${Editor} key=${name} name=${name === 'new' && !params.path[1] ? '' : name} api=${api} navigate=${navigate} />`
    : html`<${List} api=${api} navigate=${navigate} />`;
}
