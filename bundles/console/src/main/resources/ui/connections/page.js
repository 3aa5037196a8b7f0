// Connections: all of them, a new one, or one.
import { html, stylesheet } from '/ui/console/ui.js';
import { Chooser } from './chooser.js';
import { Editor } from './editor.js';
import { List } from './list.js';

await stylesheet('/ui/connections/page.css');

export default function Connections({ params, api, navigate }) {
  const [first, second] = params.path;
  if (!first) return html`<${List} api=${api} />`;
  if (first === 'new') {
    return second
      ? html`<${Editor} key=${`new ${second}`} connector=${second} api=${api} navigate=${navigate} />`
      : html`<${Chooser} api=${api} />`;
  }
  return html`<${Editor} key=${first} id=${first} api=${api} navigate=${navigate} />`;
}
