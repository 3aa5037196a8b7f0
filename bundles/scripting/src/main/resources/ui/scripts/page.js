// Scripts: all of them, or one.
import { html, stylesheet } from '/ui/console/ui.js';
import { List } from './list.js';
import { Script } from './script.js';

await Promise.all([stylesheet('/ui/connections/page.css'), stylesheet('/ui/scripts/page.css')]);

export default function Scripts({ params, api, navigate }) {
  const file = params.path.join('/');
  if (file === '') return html`<${List} api=${api} navigate=${navigate} asked=${params.query.new} />`;
  return html`<${Script} key=${file} file=${file} tab=${params.query.tab} api=${api} navigate=${navigate} />`;
}
