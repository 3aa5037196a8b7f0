// Rules without code: all of them, one in a form, a file as text.
import { stylesheet, html, useLoad, useMemo } from '/ui/console/ui.js';
import { File } from './file.js';
import { List } from './list.js';
import { Rule } from './rule.js';

await stylesheet('/ui/rules/page.css');

/** Words to choose from: what was heard so far, and the connections there are. */
function useChoices(api) {
  const { data: words } = useLoad(signal => api.get('/api/rules/choices', { signal }), []);
  const { data: connections } = useLoad(signal => api.get('/api/connections', { signal }), []);
  return useMemo(() => {
    const given = Array.isArray(connections) ? connections : connections?.connections || [];
    return { ...words, connection: [...new Set([...given.map(one => one.id), ...(words?.connection || [])])] };
  }, [words, connections]);
}

export default function Rules({ params, api, navigate }) {
  const [file, name] = params.path;
  const choices = useChoices(api);
  const isNew = file === 'new' && !name || params.query?.new;
  if (!file) return html`<${List} api=${api} />`;
  if (isNew) return html`<${Rule} key="new" api=${api} navigate=${navigate} file=${file === 'new' ? '' : file} choices=${choices} />`;
  if (name) return html`<${Rule} key=${`${file}/${name}`} api=${api} navigate=${navigate} file=${file} name=${name} choices=${choices} />`;
  return html`<${File} key=${file} api=${api} navigate=${navigate} file=${file} />`;
}
